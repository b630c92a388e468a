package dev.mulkko.e2e.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.api.v1beta1.RolloutStatus;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("cluster")
final class NewTemplateTest {

  @Test
  void aThirdVersionTakesTheSecondOutAndIsPromotedAgainstTheSameStable() {
    try (Stage stage = Stage.open("third", Pace.STAYS_AT_50)) {
      stage.release("v2", Map.of());
      RolloutStatus second = stage.awaitPauseAt("50%");
      stage.release("v3", Map.of());
      RolloutStatus third =
          stage.await(
              "v3 is the canary",
              now -> now.canary() != null && !now.canary().equals(second.canary()));
      Instant begun = Instant.now();
      stage.kim.changesPace(Pace.QUICK);
      stage.awaitPromoted("v3");
      Answers answers = stage.clients.stop();

      answers.assertNoneLostOrRepeated();
      assertThat(third.stable()).isEqualTo(second.stable());
      assertThat(third.rollout()).isNotNull();
      assertThat(third.rollout().stepIndex()).isZero();
      assertThat(answers.since(begun).answeredBy("v2")).as("answers of v2 beside v3").isZero();
      assertThat(answers.all().answeredBy("v3")).isPositive();
      assertThat(stage.shop.status().refused()).as("v2 did nothing wrong").isEmpty();
      stage.assertObjectsAsBefore("v3");
      stage.assertPodsUntouched("v1");
      stage.assertPodsUntouched("v3");
    }
  }

  @Test
  void aTemplateThatIsSetBackEndsTheReleaseAsIfThereHadBeenNone() {
    try (Stage stage = Stage.open("back", Pace.STAYS_AT_50)) {
      stage.release("v2", Map.of());
      stage.awaitPauseAt("50%");
      stage.release("v1", Map.of());
      stage.await("is at rest", _ -> stage.shop.promoted("v1"));
      Answers answers = stage.clients.stop();

      answers.assertNoneLostOrRepeated();
      assertThat(stage.shop.status().refused()).as("v2 did nothing wrong").isEmpty();
      stage.assertObjectsAsBefore("v1");
      stage.assertPodsUntouched("v1");
    }
  }
}
