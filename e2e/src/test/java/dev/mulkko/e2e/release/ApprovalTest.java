package dev.mulkko.e2e.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.api.v1beta1.ApprovalStep;
import dev.mulkko.api.v1beta1.RolloutStatus;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Nobody approves. */
@Tag("cluster")
final class ApprovalTest {

  @Test
  void whatNobodyApprovesInTimeIsTakenBackWithoutALostRequest() {
    try (Stage stage = open("unapproved", null)) {
      stage.release("v2", Map.of());
      RolloutStatus end = stage.awaitRolledBack();
      Answers answers = stage.clients.stop();

      assertThat(end.refused().getFirst().reason()).isEqualTo("ApprovalTimedOut");
      answers.assertNoneLostOrRepeated();
      assertThat(answers.all().answeredBy("v2")).as("answers of v2 at 5 %").isPositive();
      stage.assertTrafficAsBefore();
      stage.assertPodsUntouched("v1");
    }
  }

  @Test
  void whatNobodyApprovesGoesOnWhereTheSpecSaysSo() {
    try (Stage stage = open("unasked", "Resume")) {
      stage.release("v2", Map.of());
      stage.awaitPromoted("v2");
      Answers answers = stage.clients.stop();

      answers.assertNoneLostOrRepeated();
      stage.assertObjectsAsBefore("v2");
      stage.assertPodsUntouched("v1");
      stage.assertPodsUntouched("v2");
    }
  }

  private static Stage open(String name, @Nullable String onTimeout) {
    return Stage.open(
        name,
        Manner.approved(new ApprovalStep("is it good?", "5s", onTimeout)),
        deployment -> deployment,
        _ -> Map.of(),
        _ -> {});
  }
}
