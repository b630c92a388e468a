package dev.mulkko.e2e.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.e2e.Wait;
import dev.mulkko.kube.Ownership;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A Deployment beside the shop whose selector matches more than its own. */
@Tag("cluster")
final class NeighbourTest {

  private static final String NEIGHBOUR = "other";
  private static final String LABEL = "app";
  private static final int REPLICAS = 2;

  @Test
  void aNeighbourWithAWiderSelectorIsNeitherDisturbedNorDisturbing() {
    try (Stage stage = Stage.open("wider", Pace.QUICK)) {
      create(stage, new LabelSelectorRequirement(LABEL, "In", List.of("shop", NEIGHBOUR)));

      stage.release("v2", Map.of());
      stage.awaitPromoted("v2");
      Answers answers = stage.clients.stop();

      answers.assertNoneLostOrRepeated();
      stage.assertObjectsAsBefore("v2");
      stage.assertPodsUntouched("v1");
      stage.assertPodsUntouched("v2");
      assertUndisturbed(stage);
    }
  }

  @Test
  void aNeighbourWhoseSelectorMatchesParkedOnesKeepsAReleaseFromBeginningUntilItIsGone() {
    try (Stage stage = Stage.open("negative", Pace.QUICK)) {
      create(stage, new LabelSelectorRequirement(LABEL, "NotIn", List.of("shop")));

      stage.release("v2", Map.of());
      stage.await("is stalled", now -> "Stalled".equals(now.phase()));
      assertUndisturbed(stage);
      assertThat(stage.shop.status().message()).contains(NEIGHBOUR);
      neighbour(stage).delete();
      stage.await("v2 is promoted", _ -> stage.shop.promoted("v2"));
      Answers answers = stage.clients.stop();

      answers.assertNoneLostOrRepeated();
      stage.assertObjectsAsBefore("v2");
      stage.assertPodsUntouched("v1");
    }
  }

  private static void create(Stage stage, LabelSelectorRequirement wide) {
    Deployment shop = stage.shop.manifest(Deployment.class);
    Deployment neighbour =
        new DeploymentBuilder(shop)
            .withNewMetadata()
            .withName(NEIGHBOUR)
            .endMetadata()
            .editSpec()
            .withReplicas(REPLICAS)
            .withNewSelector()
            .withMatchExpressions(wide)
            .endSelector()
            .editTemplate()
            .editMetadata()
            .withLabels(Map.of(LABEL, NEIGHBOUR))
            .endMetadata()
            .editSpec()
            .editFirstContainer()
            .withImage("shop:" + NEIGHBOUR)
            .endContainer()
            .endSpec()
            .endTemplate()
            .endSpec()
            .build();
    stage.kim.client().resource(neighbour).inNamespace(stage.shop.namespace()).create();
    Wait.until(
        Stage.LIMIT,
        "the neighbour is there",
        () ->
            Integer.valueOf(REPLICAS)
                .equals(neighbour(stage).get().getStatus().getAvailableReplicas()));
  }

  private static io.fabric8.kubernetes.client.dsl.Resource<Deployment> neighbour(Stage stage) {
    return stage
        .kim
        .client()
        .apps()
        .deployments()
        .inNamespace(stage.shop.namespace())
        .withName(NEIGHBOUR);
  }

  private static void assertUndisturbed(Stage stage) {
    Deployment neighbour = neighbour(stage).get();
    List<ReplicaSet> owned =
        stage
            .lab
            .client()
            .apps()
            .replicaSets()
            .inNamespace(stage.shop.namespace())
            .list()
            .getItems()
            .stream()
            .filter(rs -> Ownership.owns(neighbour, rs))
            .toList();
    assertThat(owned).as("ReplicaSets of the neighbour").hasSize(1);
    assertThat(stage.pods.disturbed("shop:" + NEIGHBOUR, REPLICAS)).isZero();
  }
}
