package dev.mulkko.e2e.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.mulkko.api.v1beta1.ApprovalStep;
import dev.mulkko.api.v1beta1.RolloutAction;
import dev.mulkko.api.v1beta1.RolloutStatus;
import dev.mulkko.e2e.Wait;
import dev.mulkko.testbed.cluster.User;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Nobody approves, or not the right one. */
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

  /** Who somebody is must be vouched for. */
  @Test
  void whoReleasedItDoesNotApproveItWhereOthersMust() {
    try (Stage stage = asking("others", new ApprovalStep(null, null, null, "Others"))) {
      assumeTrue(stage.lab.holdsNewTemplates());
      stage.release("v2", Map.of());
      stage.shop.await(
          Stage.LIMIT, "waits for approval", s -> "AwaitingApproval".equals(s.reason()));

      RolloutAction own = answered(stage, stage.shop.asks("Resume", null));
      RolloutAction around = answered(stage, stage.shop.asks("Promote", null));
      assertThat(List.of(own, around))
          .allSatisfy(
              action -> {
                assertThat(action.getStatus().phase()).isEqualTo("Rejected");
                assertThat(action.getStatus().message()).startsWith("kim released");
              });
      RolloutAction others = answered(stage, stage.shop.asks(User.ADMIN, "Resume", null));
      assertThat(others.getStatus().phase()).isEqualTo("Done");
      stage.awaitPromoted("v2");
    }
  }

  private static RolloutAction answered(Stage stage, RolloutAction asked) {
    Resource<RolloutAction> action = stage.lab.client().resource(asked);
    Wait.until(Stage.LIMIT, "it is answered", () -> action.get().getStatus() != null);
    return action.get();
  }

  private static Stage open(String name, @Nullable String onTimeout) {
    return asking(name, new ApprovalStep("is it good?", "5s", onTimeout, null));
  }

  private static Stage asking(String name, ApprovalStep approval) {
    return Stage.open(
        name, Manner.approved(approval), deployment -> deployment, _ -> Map.of(), _ -> {});
  }
}
