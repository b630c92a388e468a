package dev.mulkko.e2e.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.e2e.observer.Violation;
import dev.mulkko.testbed.cluster.User;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("cluster")
final class GitOpsTest {

  @Test
  void aToolThatForcesTheManifestsOnTheClusterEvery10SecondsDisturbsNoRelease() {
    disturbsNoRelease(Duration.ofSeconds(10));
  }

  @Test
  void aToolThatForcesTheManifestsOnTheClusterEverySecondDisturbsNoRelease() {
    disturbsNoRelease(Duration.ofSeconds(1));
  }

  private static void disturbsNoRelease(Duration interval) {
    try (Stage stage = Stage.open("gitops", Pace.QUICK)) {
      GitOps.apply(stage, "v1");
      try (Busy _ = Busy.every(interval, () -> GitOps.apply(stage, "v2"))) {
        stage.awaitPromoted("v2");
      }
      Answers answers = stage.clients.stop();

      answers.assertNoneLostOrRepeated();
      stage.assertObjectsAsBefore("v2");
      stage.assertPodsUntouched("v1");
      stage.assertPodsUntouched("v2");
      if (!stage.lab.holdsNewTemplates()) {
        assertBrokenOnlyWhereTheToolHasJustDroppedThePin(stage);
      }
    }
  }

  /** A write that is already under way meets a Service that is not as it was looked at. */
  private static void assertBrokenOnlyWhereTheToolHasJustDroppedThePin(Stage stage) {
    List<Violation> violations = stage.observer.expectedViolations();
    Figure.count("rules broken by a pin that a tool drops", violations.size(), "of the observer's");
    assertThat(violations)
        .allSatisfy(
            violation -> {
              assertThat(violation.rule()).isEqualTo("I5");
              assertThat(violation.what()).contains("Service shop still sends to it");
              assertThat(stage.books.writerOfService(violation.revision()))
                  .isEqualTo(User.KIM.userName());
            });
  }
}
