package dev.mulkko.e2e.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("cluster")
final class ScaledTest {

  private static final int MANY = 12;
  private static final int FEW = 2;
  private static final int MOST = 9;
  private static final Duration INTERVAL = Duration.ofMillis(300);

  @Test
  void aReleaseThatIsScaledUpAndDownAt50PercentGoesOn() {
    try (Stage stage = Stage.open("scaled", Pace.STAYS_AT_50)) {
      stage.release("v2", Map.of());
      stage.awaitPauseAt("50%");
      for (int replicas : new int[] {MANY, FEW, Stage.REPLICAS}) {
        stage.kim.scales(replicas);
        stage.awaitPods(replicas + replicas / 2);
      }
      stage.kim.changesPace(Pace.QUICK);
      stage.awaitPromoted("v2");

      stage.clients.stop().assertNoneLostOrRepeated();
      stage.assertObjectsAsBefore("v2");
    }
  }

  @Test
  void aReleaseThatIsScaledUpToNothingAndBackLosesOnlyWhatNoPodWasThereFor() {
    try (Stage stage = Stage.open("scaled", Pace.STAYS_AT_50)) {
      stage.release("v2", Map.of());
      stage.awaitPauseAt("50%");

      stage.kim.scales(MANY);
      stage.awaitPods(MANY + MANY / 2);
      Instant none = Instant.now();
      stage.kim.scales(0);
      stage.awaitPods(0);
      stage.kim.scales(Stage.REPLICAS);
      stage.awaitPods(Stage.REPLICAS + Stage.REPLICAS / 2);
      Instant again = stage.clients.awaitNoLoss();
      stage.kim.changesPace(Pace.QUICK);
      stage.awaitPromoted("v2");
      Answers answers = stage.clients.stop();

      Answers.Sum gap = answers.between(none, again);
      Figure.say("lost while scaled to 0 = %d of %d", gap.lost(), gap.sent());
      answers.assertNoneLost(answers.between(Instant.MIN, none));
      answers.assertNoneLost(answers.since(again));
      stage.assertObjectsAsBefore("v2");
    }
  }

  @Test
  void anAutoscalerThatNeverRestsDisturbsNoRelease() {
    Random random = Seed.of("autoscaler");
    try (Stage stage = Stage.open("autoscaled", Pace.QUICK)) {
      stage.release("v2", Map.of());
      try (Busy _ =
          Busy.every(INTERVAL, () -> stage.kim.scales(random.nextInt(Stage.REPLICAS, MOST + 1)))) {
        stage.awaitPromoted("v2");
      }
      stage.kim.scales(Stage.REPLICAS);
      stage.awaitPods(Stage.REPLICAS);
      Answers answers = stage.clients.stop();

      answers.assertNoneLostOrRepeated();
      stage.assertObjectsAsBefore("v2");
      // Scaled up in the instant between a look and its write, a share was reckoned of fewer pods.
      assertThat(stage.observer.expectedViolations())
          .allSatisfy(violation -> assertThat(violation.rule()).isEqualTo("I2"));
    }
  }
}
