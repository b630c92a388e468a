package dev.mulkko.e2e.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The commands that people have in their fingers. */
@Tag("cluster")
final class KubectlRolloutTest {

  private static final String SHOP = "deployment/shop";

  @Test
  void undoAndRestartAreRefusedByKubectlWhileAReleaseGoesOn() {
    try (Stage stage = Stage.open("kubectl", Pace.STAYS_AT_50)) {
      Kubectl kubectl = new Kubectl(stage.lab, stage.shop.namespace());
      stage.release("v2", Map.of());
      stage.awaitPauseAt("50%");
      long generation = stage.shop.deployment().getMetadata().getGeneration();

      Kubectl.Result undo = kubectl.run("rollout", "undo", SHOP);
      Kubectl.Result restart = kubectl.run("rollout", "restart", SHOP);

      assertThat(undo.code()).as(undo.text()).isNotZero();
      // History is parked, and kubectl looks for it before it looks whether it may.
      assertThat(undo.text()).contains("no rollout history");
      assertThat(restart.code()).as(restart.text()).isNotZero();
      assertThat(restart.text()).contains("paused");
      assertThat(stage.shop.deployment().getMetadata().getGeneration()).isEqualTo(generation);
      stage.kim.changesPace(Pace.QUICK);
      stage.awaitPromoted("v2");
      stage.clients.stop().assertNoneLostOrRepeated();
      stage.assertObjectsAsBefore("v2");
      stage.assertPodsUntouched("v2");
    }
  }

  @Test
  void aRestartAtRestIsLeftToTheDeploymentButRefusedByKubectlWhereRestIsPaused() {
    try (Stage stage = Stage.open("restart", Pace.QUICK)) {
      String stable = Objects.requireNonNull(stage.shop.status().stable());

      Kubectl.Result restart =
          new Kubectl(stage.lab, stage.shop.namespace()).run("rollout", "restart", SHOP);

      if (stage.lab.pausedAtRest() == null) {
        assertThat(restart.code()).as(restart.text()).isZero();
        assertIsLeftToTheDeployment(stage, stable);
      } else {
        assertThat(restart.code()).as(restart.text()).isNotZero();
        assertThat(restart.text())
            .contains("can't restart paused deployment (run rollout resume first)");
        assertChangesNothing(stage, stable);
      }
    }
  }

  private static void assertIsLeftToTheDeployment(Stage stage, String stable) {
    stage.awaitUnstopped("another revision is stable", now -> !stable.equals(now.stable()));
    stage.awaitPromoted("v1");
    stage.clients.stop().assertNoneLostOrRepeated();
    stage.assertTrafficAsBefore();
    assertThat(stage.pods.everOf("shop:v1")).hasSize(2 * Stage.REPLICAS);
  }

  private static void assertChangesNothing(Stage stage, String stable) {
    stage.clients.stop().assertNoneLostOrRepeated();
    assertThat(stage.shop.status().stable()).isEqualTo(stable);
    stage.assertObjectsAsBefore("v1");
    stage.assertPodsUntouched("v1");
  }

  @Test
  void anUndoAtRestFindsNoHistoryAndChangesNothing() {
    try (Stage stage = Stage.open("undo", Pace.QUICK)) {
      stage.release("v2", Map.of());
      stage.awaitPromoted("v2");

      Kubectl.Result undo =
          new Kubectl(stage.lab, stage.shop.namespace()).run("rollout", "undo", SHOP);

      assertThat(undo.code()).as(undo.text()).isNotZero();
      assertThat(undo.text()).contains("no rollout history");
      assertThat(stage.shop.image()).isEqualTo("shop:v2");
      stage.clients.stop().assertNoneLostOrRepeated();
      stage.assertObjectsAsBefore("v2");
    }
  }
}
