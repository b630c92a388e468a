package dev.mulkko.e2e.safety;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.api.v1beta1.RolloutAction;
import dev.mulkko.api.v1beta1.RolloutStatus;
import dev.mulkko.e2e.Lab;
import dev.mulkko.e2e.Shop;
import dev.mulkko.e2e.Wait;
import dev.mulkko.e2e.observer.Observer;
import dev.mulkko.e2e.safety.Trouble.Line;
import dev.mulkko.kube.Json;
import dev.mulkko.testbed.cluster.ApiRequest;
import dev.mulkko.testbed.cluster.User;
import dev.mulkko.testbed.node.HollowNode;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;

/** A hollow shop in a namespace of its own, its Rollout, and the operators that die for it. */
final class Drill implements AutoCloseable {

  static final int REPLICAS = 3;
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Duration QUIET = Duration.ofSeconds(2);
  private static final String NAME = "shop";

  private final Lab lab;
  private final AuditBooks books;
  private final ExecutorService threads;
  private final Shop shop;
  private final Observer observer;
  private final Scenario scenario;
  private final HollowPrometheus prometheus = new HollowPrometheus();
  private final Line line;
  private volatile boolean hasHappened;
  private final Deque<Life> lives = new ArrayDeque<>();

  private Drill(Lab lab, AuditBooks books, ExecutorService threads, Scenario scenario) {
    this.lab = lab;
    this.books = books;
    this.threads = threads;
    this.scenario = scenario;
    this.line = new Line(new Wire(lab.cluster().apiServer()), new Refusals());
    this.shop =
        new Shop(lab, lab.cluster().newNamespace("drill"), scenario.sample(), Shop.Door.NONE);
    this.observer = Observer.open(lab, shop.namespace(), () -> books.of(shop.namespace()));
  }

  /** A shop at rest, with its Rollout attached unless the story begins with that. */
  static Drill open(Lab lab, AuditBooks books, ExecutorService threads, Scenario scenario) {
    Drill drill = new Drill(lab, books, threads, scenario);
    drill.begin();
    drill.shop.open(Drill::hollow);
    drill.present().awaitStarted();
    if (!scenario.begins()) {
      drill.attach();
      Wait.until(LIMIT, drill.shop.namespace() + " is attached", drill::isHealthy);
    }
    return drill;
  }

  /** Creates the Rollout. */
  void attach() {
    String yaml =
        "apiVersion: mulkko.dev/v1beta1\nkind: Rollout\nmetadata: {name: shop}\nspec:\n"
            + scenario.spec().indent(2);
    Rollout rollout = lab.client().getKubernetesSerialization().unmarshal(yaml, Rollout.class);
    shop.create(_ -> rollout);
  }

  boolean isHealthy() {
    RolloutStatus status = shop.status();
    return status != null && "Healthy".equals(status.phase()) && shop.isAsAtRest();
  }

  /** Nothing has to be scheduled, and what ends does so at once. */
  private static Deployment hollow(Deployment deployment) {
    return new DeploymentBuilder(deployment)
        .editSpec()
        .withReplicas(REPLICAS)
        .editTemplate()
        .editSpec()
        .withNodeName(HollowNode.NAME)
        .withTerminationGracePeriodSeconds(0L)
        .editFirstContainer()
        .withReadinessProbe(null)
        .withLifecycle(null)
        .endContainer()
        .endSpec()
        .endTemplate()
        .endSpec()
        .build();
  }

  /** The next process is there as soon as one is dead. */
  private synchronized void begin() {
    FaultPoint faults = new FaultPoint(() -> threads.execute(this::begin));
    lives.add(Life.begin(lab, shop.namespace(), prometheus.address(), line, faults, threads));
  }

  /** Something happens after one process is dead, and before the next begins. */
  void inBetween(Runnable act) {
    present().faults().kill();
    present().close();
    act.run();
    begin();
    present().awaitStarted();
  }

  private synchronized Life present() {
    return lives.getLast();
  }

  /** From now on the writes of this process are counted. */
  void arm() {
    present().faults().begin(Optional.empty());
  }

  /** The same, and at one of them something happens. */
  void arm(Mishap mishap) {
    switch (mishap) {
      case Crash crash -> present().faults().begin(Optional.of(crash));
      case Trouble(var kind, var write) ->
          present().faults().begin(write, () -> threads.execute(() -> suffer(kind)));
    }
  }

  private void suffer(Trouble.Kind kind) {
    hasHappened = true;
    kind.begins().accept(line);
    CompletableFuture.delayedExecutor(kind.lasts().toMillis(), TimeUnit.MILLISECONDS)
        .execute(line::heal);
  }

  /** What the first process wrote since it was armed. */
  synchronized List<String> writesOfTheFirst() {
    return lives.getFirst().faults().writes();
  }

  /** Whether it came to what it was armed for. */
  synchronized boolean hasHappened() {
    return hasHappened || lives.getFirst().faults().isDead();
  }

  Shop shop() {
    return shop;
  }

  void release(String version, Map<String, String> env) {
    shop.release(version, env);
  }

  RolloutStatus awaitPauseAt(String weight) {
    return shop.await(
        LIMIT,
        "the pause at " + weight,
        status ->
            weight.equals(status.weight())
                && status.rollout() != null
                && status.rollout().stepStartedAt() != null);
  }

  void awaitApproval() {
    var _ = shop.await(LIMIT, "the approval", status -> "AwaitingApproval".equals(status.reason()));
  }

  void awaitPromoted(String version) {
    Wait.until(LIMIT, version + " is promoted", () -> shop.promoted(version));
  }

  /** Until so many pods of a version are there, and all of these are ready. */
  void awaitPods(String version, int count) {
    Wait.until(
        LIMIT,
        count + " pods of " + version,
        () -> {
          List<Pod> pods =
              lab.client().pods().inNamespace(shop.namespace()).list().getItems().stream()
                  .filter(
                      pod ->
                          pod.getSpec()
                              .getContainers()
                              .getFirst()
                              .getImage()
                              .equals("shop:" + version))
                  .toList();
          return pods.size() == count && pods.stream().allMatch(Readiness::isPodReady);
        });
  }

  void metricFails() {
    prometheus.fails();
  }

  /** Asks, and waits until it is done or refused. */
  void asks(String verb) {
    RolloutAction asked = shop.asks(verb, "a drill");
    Wait.until(
        LIMIT,
        verb + " is answered",
        () -> {
          RolloutAction now = lab.client().resource(asked).get();
          return now.getStatus() != null
              && List.of("Done", "Rejected").contains(now.getStatus().phase());
        });
  }

  void scale(int replicas) {
    var _ =
        lab.cluster()
            .client(User.KIM)
            .apps()
            .deployments()
            .inNamespace(shop.namespace())
            .withName(NAME)
            .patch(
                PatchContext.of(PatchType.JSON_MERGE),
                "{\"spec\": {\"replicas\": %d}}".formatted(replicas));
  }

  /**
   * Changes the status in the operator's own name, as a broken one would.
   *
   * @param merge as YAML; null takes a field away
   */
  void corrupts(String merge) {
    Rollout rollout = shop.rollout();
    ObjectNode status = Json.tree(rollout.getStatus()).deepCopy();
    merge(
        status,
        lab.client()
            .getKubernetesSerialization()
            .unmarshal("status: " + merge, ObjectNode.class)
            .withObject("status"));
    ObjectNode sent = JsonNodeFactory.instance.objectNode();
    sent.put("apiVersion", rollout.getApiVersion()).put("kind", rollout.getKind());
    sent.putObject("metadata").put("namespace", shop.namespace()).put("name", NAME);
    sent.set("status", status);
    // By hand: the client applies no subresource under a name of one's own.
    HttpClient http = lab.client().getHttpClient();
    HttpResponse<String> answer =
        http.sendAsync(
                http.newHttpRequestBuilder()
                    .uri(
                        "%sapis/mulkko.dev/v1beta1/namespaces/%s/rollouts/%s/status?force=true&fieldManager=%s"
                            .formatted(
                                lab.client().getMasterUrl(),
                                shop.namespace(),
                                NAME,
                                writerOfStatus(rollout)))
                    .method("PATCH", "application/apply-patch+yaml", sent.toString())
                    .build(),
                String.class)
            .join();
    if (!answer.isSuccessful()) {
      throw new IllegalStateException(answer.code() + " " + answer.body());
    }
  }

  private static void merge(ObjectNode into, ObjectNode news) {
    news.properties()
        .forEach(
            field -> {
              if (field.getValue().isNull()) {
                into.remove(field.getKey());
              } else if (field.getValue() instanceof ObjectNode more
                  && into.get(field.getKey()) instanceof ObjectNode old) {
                merge(old, more);
              } else {
                into.set(field.getKey(), field.getValue());
              }
            });
  }

  private static String writerOfStatus(Rollout rollout) {
    return rollout.getMetadata().getManagedFields().stream()
        .filter(entry -> "status".equals(entry.getSubresource()))
        .filter(entry -> "Apply".equals(entry.getOperation()))
        .map(ManagedFieldsEntry::getManager)
        .findFirst()
        .orElseThrow();
  }

  /** Until an operator has looked at the Rollout after this moment. */
  void awaitLooked() {
    Rollout edited =
        lab.client()
            .resources(Rollout.class)
            .inNamespace(shop.namespace())
            .withName(NAME)
            .patch(
                PatchContext.of(PatchType.JSON_MERGE),
                "{\"spec\": {\"progressDeadline\": \"20m\"}}");
    var _ =
        shop.await(
            LIMIT,
            "it is looked at",
            status -> status.observedGeneration() == edited.getMetadata().getGeneration());
  }

  void deleteRollout() {
    lab.cluster()
        .client(User.KIM)
        .resources(Rollout.class)
        .inNamespace(shop.namespace())
        .withName(NAME)
        .delete();
  }

  /** The Rollout is gone, and nothing is held in its name. */
  boolean isLetGo() {
    Rollout rollout =
        lab.client().resources(Rollout.class).inNamespace(shop.namespace()).withName(NAME).get();
    return rollout == null;
  }

  /** The whole story, to its end. */
  void play() {
    scenario.story().accept(this);
    Wait.until(LIMIT, shop.namespace() + " has ended", () -> scenario.end().test(this));
  }

  EndState endState() {
    return EndState.of(lab, shop.namespace());
  }

  /** The same when it does not change any more. */
  EndState settledState() {
    AtomicReference<EndState> last = new AtomicReference<>(endState());
    Awaitility.await(shop.namespace() + " is at rest")
        .during(QUIET)
        .atMost(LIMIT)
        .until(
            () -> {
              EndState now = endState();
              return now.equals(last.getAndSet(now));
            });
    return last.get();
  }

  /** What operators created and deleted, Events apart, which may be told twice. */
  Tally tally() {
    return Tally.of(
        books.of(shop.namespace()).stream()
            .filter(ApiRequest.byUser(User.OPERATOR.userName()))
            .toList());
  }

  /** Throws with the story of the first rule that was broken. */
  void assertNothingBroken() {
    observer.assertNothingBroken();
  }

  @Override
  public void close() {
    observer.stop();
    List<Life> all;
    synchronized (this) {
      all = List.copyOf(lives);
    }
    line.heal();
    all.forEach(Life::close);
    prometheus.close();
    line.refusals().close();
    line.wire().close();
    // Its namespace stays: to delete one costs the cluster more than a drill.
    books.forget(shop.namespace());
  }
}
