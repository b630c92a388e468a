package dev.mulkko.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.engine.version.VersionNaming;
import dev.mulkko.kube.Json;
import dev.mulkko.kube.Names;
import dev.mulkko.kube.Snapshot;
import dev.mulkko.operator.OperatorConfig;
import dev.mulkko.operator.Pass;
import dev.mulkko.operator.apply.OwnWrites;
import dev.mulkko.operator.josdk.Framework;
import dev.mulkko.operator.observe.Caches;
import dev.mulkko.operator.observe.LiveReplicaSets;
import dev.mulkko.operator.observe.Observer;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Passes by what was so once: in a cache that is late, or in a process that led. */
@Tag("cluster")
@ExtendWith(ApiServer.Running.class)
class OldCachesTest {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final List<String> WRITES = List.of("POST", "PUT", "PATCH", "DELETE");

  private final Shop shop;
  private final ClaimedShop claimed;
  private final Queue<String> sent = new ConcurrentLinkedQueue<>();
  private final KubernetesClient client;
  private final Lease lease;
  private final Framework standby;
  private final Caches caches;

  OldCachesTest(ApiServer server) {
    shop = Shop.on(server);
    claimed = ClaimedShop.in(shop);
    client = RunningOperator.client(server, new Ear(sent::add));
    lease = server.client().resource(StandbyTest.leaseOfAnother(shop)).create();
    standby = RunningOperator.prepareWithLease(shop);
    caches = standby.start();
  }

  @BeforeEach
  void attach() {
    claimed.createRollout("shop");
    lead(() -> "Healthy".equals(shop.status("shop").reason()));
    claimed.release("app:2");
    await()
        .atMost(SOON)
        .until(
            () -> caches.deployment(shop.namespace(), "shop").filter(this::isReleased).isPresent());
  }

  @AfterEach
  void stop() {
    standby.stop();
    client.close();
    shop.server().client().resource(lease).delete();
  }

  @Test
  void nothingIsWrittenTwiceByACacheThatIsLate() {
    Rollout read = shop.rollout("shop");
    Pass pass = pass(OldCaches.of(caches));

    pass.run(read);
    assertThat(sent).singleElement().asString().endsWith("/deployments/shop");
    Pass.Result again = pass.run(read);

    assertThat(sent).as("writes").hasSize(1);
    assertThat(again.status()).isEmpty();
    assertThat(again.recheck()).isPresent();
  }

  @Test
  void whoeverLedOnceWritesNothingByWhatItKnew() {
    List<Runnable> late = new CopyOnWriteArrayList<>();
    Framework leader =
        RunningOperator.prepare(
            shop.server(), List.of(shop.namespace()), new Ear(_ -> late.add(passOnWhatIsSoNow())));
    leader.start();
    try {
      await().atMost(SOON).until(() -> "AwaitingEndpoints".equals(shop.status("shop").reason()));
    } finally {
      leader.stop();
    }
    Map<String, String> before = shop.objects();
    String rollout = shop.rollout("shop").getMetadata().getResourceVersion();

    late.forEach(Runnable::run);

    assertThat(sent).as("writes that were tried").hasSizeGreaterThan(2);
    assertThat(shop.objects()).isEqualTo(before);
    assertThat(shop.rollout("shop").getMetadata().getResourceVersion()).isEqualTo(rollout);
  }

  /** It would take the canary's pods for gone, and give the Service back to them. */
  @Test
  void theReplicaSetOfACanaryThatNoCacheKnowsIsSeen() {
    Caches old = OldCaches.of(caches);
    Snapshot before = observer(old).observe(shop.rollout("shop"));
    lead(() -> "AwaitingEndpoints".equals(shop.status("shop").reason()));
    Rollout underWay = shop.rollout("shop");
    String canary = canaryOf(underWay);

    assertThat(before.replicaSets()).noneMatch(rs -> rs.getMetadata().getName().equals(canary));
    assertThat(observer(old).observe(underWay).replicaSets())
        .anyMatch(rs -> rs.getMetadata().getName().equals(canary));
  }

  @Test
  void anAbortSeesToWhatTheCanaryWasScaled() {
    lead(() -> "AwaitingEndpoints".equals(shop.status("shop").reason()));
    Rollout underWay = shop.rollout("shop");
    String canary = canaryOf(underWay);
    await()
        .atMost(SOON)
        .until(() -> replicas(observer(caches).observe(underWay), canary).isPresent());
    scale(canary, 0);
    await()
        .atMost(SOON)
        .until(() -> replicas(observer(caches).observe(underWay), canary).equals(Optional.of(0)));
    Caches old = OldCaches.of(caches);
    var _ = observer(old).observe(underWay);
    scale(canary, 2);

    assertThat(replicas(observer(old).observe(underWay), canary)).hasValue(0);
    assertThat(replicas(observer(old).observe(aborted(underWay)), canary)).hasValue(2);
  }

  /** It would be held, and taken back, once more and once more. */
  @Test
  void aRefusedVersionThatIsSaidToRunIsSeenAsItIs() {
    Caches old = OldCaches.of(caches);
    Rollout rollout = shop.rollout("shop");
    int known = replicas(observer(old).observe(rollout), "shop-old").orElseThrow();
    scale("shop-old", known - 1);

    assertThat(replicas(observer(old).observe(rollout), "shop-old")).hasValue(known);
    assertThat(replicas(observer(old).observe(refusing(rollout, "old")), "shop-old"))
        .hasValue(known - 1);
  }

  private static Rollout refusing(Rollout rollout, String revision) {
    ObjectNode object = (ObjectNode) Json.tree(rollout);
    object
        .withObject("/status")
        .putArray("refused")
        .addObject()
        .put("revision", revision)
        .put("reason", "CanaryCrashing")
        .put("message", "it crashed")
        .put("at", "2026-01-01T00:00:00Z");
    return new KubernetesSerialization().convertValue(object, Rollout.class);
  }

  private void scale(String replicaSet, int replicas) {
    shop.server()
        .client()
        .apps()
        .replicaSets()
        .inNamespace(shop.namespace())
        .withName(replicaSet)
        .scale(replicas);
  }

  private static String canaryOf(Rollout rollout) {
    return Names.replicaSet(
        "shop", Objects.requireNonNull(Objects.requireNonNull(rollout.getStatus()).canary()));
  }

  private static Optional<Integer> replicas(Snapshot seen, String name) {
    return seen.replicaSets().stream()
        .filter(rs -> rs.getMetadata().getName().equals(name))
        .map(rs -> rs.getSpec().getReplicas())
        .findFirst();
  }

  private static Rollout aborted(Rollout rollout) {
    ObjectNode object = (ObjectNode) Json.tree(rollout);
    object
        .withObject("/status/rollout/abort")
        .put("reason", "AbortedByUser")
        .put("message", "by kim")
        .put("at", "2026-01-01T00:00:00Z");
    return new KubernetesSerialization().convertValue(object, Rollout.class);
  }

  /** An operator works until then. */
  private void lead(Callable<Boolean> until) {
    try (RunningOperator _ = RunningOperator.in(shop, _ -> {})) {
      await().atMost(SOON).until(until);
    }
  }

  private Observer observer(Caches seen) {
    return new Observer(
        seen,
        (_, _) -> List.of(new Pod()),
        new LiveReplicaSets(shop.server().client()),
        _ -> List.of(),
        VersionNaming.USUAL);
  }

  /** A pass that is held up: it has read what is so now, and writes when it is told to. */
  private Runnable passOnWhatIsSoNow() {
    Rollout read = shop.rollout("shop");
    Caches old = OldCaches.of(caches);
    var _ = observer(old).observe(read);
    return () -> {
      int tried = sent.size();
      Pass.Result result = pass(old).run(read);
      if (sent.size() > tried) {
        assertThat(result.status()).as("the status of what did not happen").isEmpty();
        assertThat(result.recheck()).as("the next look").hasValue(OwnWrites.SOON);
      }
    };
  }

  private boolean isReleased(Deployment deployment) {
    return deployment
        .getSpec()
        .getTemplate()
        .getSpec()
        .getContainers()
        .getFirst()
        .getImage()
        .equals("app:2");
  }

  private Pass pass(Caches seen) {
    return RunningOperator.pass(client, OperatorConfig.from(Map.of()), seen, (_, _) -> {});
  }

  /** Events decide nothing. */
  private record Ear(Consumer<String> hears) implements Interceptor {
    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
      String path = request.uri().getPath();
      if (WRITES.contains(request.method()) && !path.endsWith("/events")) {
        hears.accept(request.method() + " " + path);
      }
    }
  }
}
