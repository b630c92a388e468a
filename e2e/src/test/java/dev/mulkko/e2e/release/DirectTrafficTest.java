package dev.mulkko.e2e.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mulkko.testbed.load.LoadReport;
import dev.mulkko.testbed.load.LoadStats;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Beside a route, those who dial the Service get the share of its pods. */
@Tag("cluster")
final class DirectTrafficTest {

  private static final double HALF = 0.5;
  private static final int MANY = 600;

  @Test
  void whoDialsTheServiceGetsTheShareOfItsPodsAndLosesNothing() {
    try (Stage stage =
            Stage.open(
                "direct", Manner.direct(), deployment -> deployment, _ -> Map.of(), _ -> {});
        Dialled dialled = Dialled.shop(stage)) {
      stage.release("v2", Map.of());
      atNothing(stage, dialled, "v2");
      Shared aborted = atHalf(stage, dialled);
      Kim.awaitDone(stage.kim.asksForAbort());
      Instant done = Instant.now();
      stage.awaitRolledBack();
      stage.assertTrafficAsBefore();

      stage.release("v3", Map.of());
      atNothing(stage, dialled, "v3");
      Shared promoted = atHalf(stage, dialled);
      stage.shop.asks("Resume", null);
      stage.awaitPromoted("v3");
      LoadReport report = dialled.stop();
      Answers answers = stage.clients.stop();

      Dialled.assertNoneLostOrRepeated(answers, report);
      assertShare(report, aborted, "v2");
      assertShare(report, promoted, "v3");
      assertThat(report.between(done, Instant.MAX).answeredBy("v2"))
          .as("answers of v2 after Done to those who dial the Service")
          .isZero();
      assertThat(answers.since(done).answeredBy("v2")).as("answers of v2 after Done").isZero();
      stage.assertObjectsAsBefore("v3");
      stage.assertPodsUntouched("v1");
      stage.assertPodsUntouched("v3");
    }
  }

  /** A pod is there, and has no weight. */
  private static void atNothing(Stage stage, Dialled dialled, String version) {
    stage.await(
        version + " waits at nothing",
        status -> "AwaitingApproval".equals(status.reason()) && "0%".equals(status.weight()));
    dialled.awaitMore(100);
    assertThat(stage.clients.answeredBy(version) + dialled.answeredBy(version))
        .as("answers of %s at weight 0", version)
        .isZero();
    stage.shop.asks("Resume", null);
  }

  private static Shared atHalf(Stage stage, Dialled dialled) {
    stage.awaitPauseAt("50%");
    Instant from = Instant.now();
    dialled.awaitMore(MANY);
    return new Shared(from, Instant.now());
  }

  /** As long as it lasted. */
  private record Shared(Instant from, Instant until) {}

  /** Six pods beside six. */
  private static void assertShare(LoadReport report, Shared shared, String version) {
    LoadStats stats = report.between(shared.from(), shared.until());
    double share = (double) stats.answeredBy(version) / stats.sent();
    Figure.say("share of %s by the Service at 0.50 = %.4f of %d", version, share, stats.sent());
    assertThat(share)
        .as("share of " + version)
        .isCloseTo(HALF, within(4 * Math.sqrt(HALF * HALF / stats.sent())));
  }
}
