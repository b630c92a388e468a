package dev.mulkko.e2e.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.api.v1beta1.RolloutStatus;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The requests of both versions decide, as their pods count them. */
@Tag("cluster")
final class ComparisonTest {

  @Test
  void aVersionThatFailsMoreOftenIsTakenBackWithoutAQuery() {
    try (Stage stage = Stage.openAs("canary-compare")) {
      stage.release("v2", Map.of("ERROR_RATE", "0.5"));
      RolloutStatus end = stage.awaitRolledBack();
      Answers answers = stage.clients.stop();

      assertThat(end.refused().getFirst().reason()).isEqualTo("CanaryWorse");
      answers.assertNoneLost(answers.all());
      assertThat(answers.all().failed()).as("failed by v2").isPositive();
      stage.assertTrafficAsBefore();
      stage.assertPodsUntouched("v1");
    }
  }

  @Test
  void aHealthyVersionDoesNotWaitForTheEndOfItsSteps() {
    try (Stage stage = Stage.openAs("canary-compare")) {
      stage.release("v2", Map.of());
      stage.awaitPromoted("v2");
      Answers answers = stage.clients.stop();

      answers.assertNoneLostOrRepeated();
      stage.assertPodsUntouched("v1");
      stage.assertPodsUntouched("v2");
    }
  }
}
