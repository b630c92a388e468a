package dev.mulkko.e2e.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.e2e.Wait;
import dev.mulkko.kube.Names;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("cluster")
final class DeletedRolloutTest {

  @ParameterizedTest
  @EnumSource
  void aRolloutThatIsDeletedAt50PercentGivesEverythingBackWithoutALostRequest(
      DeletionPropagation propagation) {
    try (Stage stage = Stage.open("deleted", Pace.STAYS_AT_50)) {
      KubernetesClient client = stage.lab.client();
      String namespace = stage.shop.namespace();
      stage.release("v2", Map.of());
      stage.awaitPauseAt("50%");

      client.resource(stage.shop.rollout()).withPropagationPolicy(propagation).delete();
      Wait.until(Stage.LIMIT, "the Rollout is gone", () -> stage.shop.rollout() == null);
      Answers answers = stage.clients.stop();

      answers.assertNoneLostOrRepeated();
      stage.assertTrafficAsBefore();
      stage.assertPodsUntouched("v1");
      assertThat(client.pods().inNamespace(namespace).list().getItems())
          .filteredOn(pod -> pod.getMetadata().getDeletionTimestamp() == null)
          .as("pods that are left")
          .hasSize(Stage.REPLICAS);
      assertThat(
              client
                  .services()
                  .inNamespace(namespace)
                  .withLabel(Names.ROLLOUT_LABEL)
                  .list()
                  .getItems())
          .as("revision Services")
          .isEmpty();
      // Unpaused it would roll out at once what was just taken back.
      assertThat(stage.shop.deployment().getSpec().getPaused()).isTrue();
      assertThat(stage.shop.image()).isEqualTo("shop:v2");
      stage.assertNoTrace();
      assertThat(stage.events())
          .filteredOn(event -> event.getReason().equals("LeftHeld"))
          .as("what the people of the Deployment are told")
          .singleElement()
          .satisfies(event -> assertThat(event.getRegarding().getKind()).isEqualTo("Deployment"));

      stage.shop.unpause();
      stage.awaitNoPodOf("v1");
      stage.assertNoTrace();
    }
  }
}
