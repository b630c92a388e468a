package dev.mulkko.e2e.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.e2e.OperatorProcess;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the chart's hook does before the operator is taken away, with the rights of that hook. */
@Tag("cluster")
final class UninstallTest {

  @Test
  void inTheMiddleOfARolloutEverythingIsGivenBackWithoutALostRequest() {
    try (Stage stage = Stage.open("uninstalled", Pace.STAYS_AT_50)) {
      stage.release("v2", Map.of());
      stage.awaitPauseAt("50%");

      try (OperatorProcess detach =
          OperatorProcess.detach(stage.shop.namespace(), stage.lab, "90s")) {
        assertThat(detach.awaitEnd()).as(detach.lastLines(20)).isZero();
        assertThat(detach.lastLines(1)).contains("nothing is left of 1 Rollouts");
      }
      stage.operator().close();
      Answers answers = stage.clients.stop();

      answers.assertNoneLostOrRepeated();
      assertThat(stage.shop.rollout()).isNull();
      stage.assertTrafficAsBefore();
      stage.assertPodsUntouched("v1");
      stage.assertNoTrace();
    }
  }

  @Test
  void aRolloutAtRestGivesItsHistoryBackBeforeTheOperatorGoes() {
    try (Stage stage = Stage.open("at-rest", Pace.QUICK)) {
      stage.release("v2", Map.of());
      stage.awaitPromoted("v2");

      try (OperatorProcess detach =
          OperatorProcess.detach(stage.shop.namespace(), stage.lab, "90s")) {
        assertThat(detach.awaitEnd()).as(detach.lastLines(20)).isZero();
      }
      stage.operator().kill();
      stage.clients.stop().assertNoneLostOrRepeated();
      stage.assertObjectsAsBefore("v2");
      stage.assertNoTrace();
      assertThat(stage.shop.isAsAtRest()).isTrue();
    }
  }
}
