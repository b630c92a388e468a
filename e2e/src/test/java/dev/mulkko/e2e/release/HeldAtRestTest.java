package dev.mulkko.e2e.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.e2e.Policies;
import dev.mulkko.e2e.SharedLab;
import dev.mulkko.e2e.Wait;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Where no policy can pause a Deployment in the write of its new template, it is paused before. */
@Tag("cluster")
@Isolated
final class HeldAtRestTest {

  private static final int MORE = 8;

  @AfterEach
  void policiesAsChosen() {
    SharedLab.lab().use(Policies.chosen());
  }

  @Test
  void aNewVersionStartsNothingByItselfAndIsDeliveredWithoutALostRequest() {
    SharedLab.lab().use(Policies.NONE);
    try (Stage stage = Stage.open("held-at-rest", Pace.QUICK)) {
      assertThat(stage.shop.deployment().getSpec().getPaused()).isTrue();
      stage.killOperator();
      stage.release("v2", Map.of());
      Wait.until(Stage.LIMIT, "the Deployment controller has seen v2", () -> seen(stage));
      assertThat(stage.pods.everOf("shop:v2")).isEmpty();

      stage.startOperator();
      stage.awaitPromoted("v2");
      Answers answers = stage.clients.stop();

      answers.assertNoneLostOrRepeated();
      stage.assertTrafficAsBefore();
      for (String version : new String[] {"v1", "v2"}) {
        assertThat(stage.pods.everOf("shop:" + version)).as(version).hasSize(Stage.REPLICAS);
      }
      stage.kim.scales(MORE);
      stage.awaitPods(MORE);
    }
  }

  private static boolean seen(Stage stage) {
    Deployment deployment = stage.shop.deployment();
    return deployment.getStatus().getObservedGeneration()
        >= deployment.getMetadata().getGeneration();
  }
}
