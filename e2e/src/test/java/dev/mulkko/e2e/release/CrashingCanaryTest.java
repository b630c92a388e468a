package dev.mulkko.e2e.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.api.v1beta1.RolloutStatus;
import dev.mulkko.testbed.load.RequestRecord;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("cluster")
final class CrashingCanaryTest {

  private static final int MOST_LOST = 25;

  /** Long after it got its traffic, and within the pause. */
  private static final Map<String, String> CRASHES = Map.of("CRASH_AFTER_S", "10");

  @Test
  void aCanaryThatCrashesWhileItServesIsRolledBackByItself() {
    try (Stage stage = Stage.open("crash", Pace.STAYS_AT_5)) {
      Instant released = stage.release("v2", CRASHES);
      String canary = Objects.requireNonNull(stage.awaitPauseAt("5%").canary());
      RolloutStatus end = stage.awaitRolledBack();
      Answers answers = stage.clients.stop();

      print(answers.all(), stage.books.patches("httproutes", released).get(1));
      assertThat(answers.all().answeredBy("v2")).isPositive();
      assertThat(answers.all().lost()).as(answers.all().losses()).isLessThanOrEqualTo(MOST_LOST);
      assertThat(end.refused().getFirst().revision()).isEqualTo(canary);
      stage.assertTrafficAsBefore();
      assertThat(stage.shop.deployment().getSpec().getPaused()).as("held").isTrue();
      stage.assertPodsUntouched("v1");
    }
  }

  private static void print(Answers.Sum all, Instant returned) {
    Instant lastAnswer = all.lastAnswerOf("v2");
    Instant crash =
        all.firstLosses()
            .map(RequestRecord::scheduled)
            .min(Instant::compareTo)
            .orElse(lastAnswer);
    Figure.seconds("crash to the route write that gives the traffic back", crash, returned);
    Figure.seconds("crash to the last answer of the canary", crash, lastAnswer);
    Figure.say("lost by a crash at 5 %% = %d of %d", all.lost(), all.sent());
    Figure.count("failed by a crash at 5 %", all.failed(), "requests");
  }
}
