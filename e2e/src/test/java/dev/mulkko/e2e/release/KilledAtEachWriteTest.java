package dev.mulkko.e2e.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.api.v1beta1.RolloutAction;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Wherever it dies, the next process goes on: not a request is lost, and all comes to its end. */
@Tag("cluster")
final class KilledAtEachWriteTest {

  private static final int INTERVAL = 8;

  @Test
  void aReleaseIsPromotedByOperatorsThatDieAfterSomeOfTheirWrites() {
    int first = 1 + Seed.of("kills of a release").nextInt(INTERVAL);
    releaseIsPromoted(first, INTERVAL);
  }

  @Test
  void anAbortIsDoneByOperatorsThatDieAfterSomeOfTheirWrites() {
    int first = 1 + Seed.of("kills of an abort").nextInt(INTERVAL);
    abortIsDone(first, INTERVAL);
  }

  @Tag("slow")
  @Test
  void aReleaseIsPromotedByOperatorsThatDieAfterEachOfTheirWrites() {
    releaseIsPromoted(1, 1);
  }

  @Tag("slow")
  @Test
  void anAbortIsDoneByOperatorsThatDieAfterEachOfTheirWrites() {
    abortIsDone(1, 1);
  }

  private static void releaseIsPromoted(int first, int interval) {
    try (Stage stage = Stage.open("deaths", Pace.QUICK)) {
      Deaths deaths = new Deaths(stage, first, interval);
      stage.release("v2", Map.of());
      deaths.until(() -> stage.shop.promoted("v2"));
      Answers answers = stage.clients.stop();

      Figure.say(
          "kills of a release, first after %d writes, then each %d = %d",
          first, interval, deaths.count());
      assertThat(deaths.count()).isPositive();
      answers.assertNoneLostOrRepeated();
      Recorded.of(stage).assertEnded("Promoted");
      stage.assertObjectsAsBefore("v2");
      stage.assertPodsUntouched("v1");
      stage.assertPodsUntouched("v2");
    }
  }

  private static void abortIsDone(int first, int interval) {
    try (Stage stage = Stage.open("deaths", Pace.STAYS_AT_50)) {
      stage.release("v2", Map.of());
      stage.awaitPauseAt("50%");
      Deaths deaths = new Deaths(stage, first, interval);
      Resource<RolloutAction> abort = stage.kim.asksForAbort();
      deaths.until(stage.shop::rolledBack);
      Answers answers = stage.clients.stop();

      Figure.say(
          "kills of an abort, first after %d writes, then each %d = %d",
          first, interval, deaths.count());
      assertThat(deaths.count()).isPositive();
      Kim.awaitDone(abort);
      answers.assertNoneLostOrRepeated();
      Recorded.of(stage).assertEnded("Aborted");
      stage.assertTrafficAsBefore();
      stage.assertPodsUntouched("v1");
    }
  }
}
