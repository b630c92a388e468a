package dev.mulkko.e2e.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.api.v1beta1.ApprovalStep;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a pipeline does that has nothing but kubectl. */
@Tag("cluster")
final class KubectlWaitTest {

  @Test
  void aPipelineWaitsForApprovalForTheEndAndForARefusal() {
    try (Stage stage =
        Stage.open(
            "wait",
            Manner.approved(new ApprovalStep("is it good?", null, null, null)),
            deployment -> deployment,
            _ -> Map.of(),
            _ -> {})) {
      Kubectl kubectl = new Kubectl(stage.lab, stage.shop.namespace());

      stage.release("v2", Map.of());
      assertMet(kubectl, "Reconciling");
      assertMet(kubectl, "Paused");
      assertThat(wait(kubectl, "Ready", "1s").code()).isNotZero();
      var _ = stage.shop.asks("Resume", "it is good");
      assertMet(kubectl, "Ready");
      assertThat(stage.shop.status().rollout()).isNull();
      stage.awaitPromoted("v2");

      stage.release("v3", Map.of("CRASH_AFTER_S", "0"));
      assertMet(kubectl, "Stalled");
      assertMet(kubectl, "RolledBack");
      assertThat(wait(kubectl, "Ready", "1s").code()).isNotZero();
    }
  }

  private static void assertMet(Kubectl kubectl, String condition) {
    assertThat(wait(kubectl, condition, "90s"))
        .isEqualTo(new Kubectl.Result(0, "rollout.mulkko.dev/shop condition met"));
  }

  private static Kubectl.Result wait(Kubectl kubectl, String condition, String limit) {
    return kubectl.run("wait", "mro/shop", "--for=condition=" + condition, "--timeout=" + limit);
  }
}
