package dev.mulkko.operator.detach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.kube.Names;
import dev.mulkko.operator.apply.ClusterWriter;
import dev.mulkko.operator.cluster.ApiServer;
import dev.mulkko.operator.cluster.Shop;
import dev.mulkko.operator.detach.Detach.Left;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.ReplicaSetBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is told of an uninstall, by what an operator does meanwhile: each test plays one. */
@Tag("cluster")
@ExtendWith(ApiServer.Running.class)
class DetachTest {

  private static final Instant START = Instant.parse("2026-11-30T08:00:00Z");
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final Left NOTHING = new Left(Set.of(), Set.of());

  private final ApiServer server;
  private final Shop shop;
  private final KubernetesClient client;

  /** What the operator does before which look. */
  private final Map<Integer, Runnable> acts = new HashMap<>();

  private Instant now = START;
  private int looks;

  DetachTest(ApiServer server) {
    this.server = server;
    shop = Shop.on(server);
    client = server.client();
  }

  @Test
  void itEndsWhenTheOperatorHasLetEveryRolloutGo() {
    claim(shop.createRollout("busy"));
    shop.createRollout("resting");
    acts.put(
        3,
        () -> {
          assertThat(names()).containsExactly("busy");
          release(shop.rollout("busy"));
        });

    assertThat(detach()).isEqualTo(NOTHING);
    assertThat(names()).isEmpty();
    assertThat(looks).isEqualTo(3);
  }

  @Test
  void aRolloutThatIsHeldWhenTheTimeIsOverIsNamed() {
    Rollout busy = claim(shop.createRollout("busy"));
    shop.createRollout("resting");

    assertThat(detach()).isEqualTo(new Left(Set.of(shop.namespace() + "/busy"), Set.of()));
    assertThat(Duration.between(START, now)).isGreaterThan(LIMIT);
    release(busy);
  }

  @Test
  void aRolloutThatIsCreatedMeanwhileIsDetachedToo() {
    claim(shop.createRollout("busy"));
    acts.put(1, () -> shop.createRollout("late"));
    acts.put(2, () -> release(shop.rollout("busy")));

    assertThat(detach()).isEqualTo(NOTHING);
    assertThat(names()).isEmpty();
  }

  @Test
  void theRolloutsOfAnotherNamespaceStay() {
    Shop other = Shop.on(server);
    Rollout theirs = other.createRollout("theirs");
    shop.createRollout("ours");

    assertThat(detach()).isEqualTo(NOTHING);
    assertThat(client.resource(theirs).get()).isEqualTo(theirs);
  }

  @Test
  void aDeploymentIsGivenBackBeforeTheOperatorGoes() {
    Deployment deployment = hold(shop.createDeployment("shop"), "shop");
    shop.createRollout("shop");
    acts.put(2, () -> patch(deployment, "{\"spec\": {\"paused\": null}}"));
    acts.put(4, () -> unmark(deployment));

    assertThat(detach()).isEqualTo(NOTHING);
    assertThat(looks).isEqualTo(4);
  }

  @Test
  void historyIsGivenBackBeforeTheOperatorGoes() {
    ReplicaSet history = park(shop.createDeployment("shop"), "shop");
    shop.createRollout("shop");
    acts.put(2, () -> patch(history, "{\"metadata\": {\"labels\": null}}"));

    assertThat(detach()).isEqualTo(NOTHING);
    assertThat(looks).isEqualTo(2);
  }

  @Test
  void historyThatNobodyGivesBackHoldsNoOperator() {
    park(shop.createDeployment("shop"), "shop");
    shop.createRollout("shop");

    assertThat(detach()).isEqualTo(NOTHING);
    assertThat(Duration.between(START, now)).isLessThan(Duration.ofMinutes(1));
  }

  /** A Job tries again, and finds the Deployment alone. */
  @Test
  void aDeploymentThatNobodyGivesBackIsNamedUntilSomebodyResumesIt() {
    Deployment deployment = hold(shop.createDeployment("web"), "shop");
    shop.createRollout("shop");
    Left left = new Left(Set.of(), Set.of(shop.namespace() + "/web"));

    assertThat(detach()).isEqualTo(left);
    assertThat(names()).isEmpty();
    assertThat(detach()).isEqualTo(left);
    // As kubectl rollout resume does it.
    patch(deployment, "{\"spec\": {\"paused\": null}}");
    assertThat(detach()).isEqualTo(NOTHING);
  }

  @Test
  void aDeploymentThatAPersonPausedIsNobodysBusinessHere() {
    Deployment deployment = shop.createDeployment("web");
    patch(deployment, "{\"spec\": {\"paused\": true}}");

    assertThat(detach()).isEqualTo(NOTHING);
    assertThat(looks).isZero();
  }

  private Left detach() {
    Detach detach =
        new Detach(
            client, new ClusterWriter(client), List.of(shop.namespace()), () -> now, this::pause);
    return detach.run(LIMIT);
  }

  private void pause() {
    looks++;
    now = now.plusSeconds(1);
    acts.getOrDefault(looks, () -> {}).run();
  }

  private List<String> names() {
    return client.resources(Rollout.class).inNamespace(shop.namespace()).list().getItems().stream()
        .map(rollout -> rollout.getMetadata().getName())
        .toList();
  }

  /** As the operator does when a rollout begins. */
  private Rollout claim(Rollout rollout) {
    patch(rollout, "{\"metadata\": {\"finalizers\": [\"%s\"]}}".formatted(Names.FINALIZER));
    return rollout;
  }

  private void release(Rollout rollout) {
    patch(rollout, "{\"metadata\": {\"finalizers\": null}}");
  }

  private Deployment hold(Deployment deployment, String rollout) {
    patch(
        deployment,
        "{\"metadata\": {\"annotations\": {\"%s\": \"%s\"}}, \"spec\": {\"paused\": true}}"
            .formatted(Names.HELD_BY, rollout));
    return deployment;
  }

  private void unmark(Deployment deployment) {
    patch(deployment, "{\"metadata\": {\"annotations\": null}}");
  }

  private ReplicaSet park(Deployment deployment, String rollout) {
    return client
        .resource(
            new ReplicaSetBuilder()
                .withNewMetadata()
                .withNamespace(shop.namespace())
                .withName("history")
                .addToLabels(Names.ROLLOUT_LABEL, rollout)
                .endMetadata()
                .withNewSpec()
                .withReplicas(0)
                .withSelector(deployment.getSpec().getSelector())
                .withTemplate(deployment.getSpec().getTemplate())
                .endSpec()
                .build())
        .create();
  }

  private void patch(HasMetadata object, String patch) {
    var _ = client.resource(object).patch(PatchContext.of(PatchType.JSON_MERGE), patch);
  }
}
