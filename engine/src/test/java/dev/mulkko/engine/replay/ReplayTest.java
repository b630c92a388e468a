package dev.mulkko.engine.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What went wrong elsewhere does not here, and would be seen if it did. */
@Tag("mutation")
class ReplayTest {

  @TempDir static Path folder;
  private static List<Outcome> outcomes = List.of();

  @BeforeAll
  static void playAll() throws IOException {
    outcomes = Replays.ALL.parallelStream().map(replay -> Outcome.of(replay, folder)).toList();
    Report.write(outcomes.stream().map(Outcome::row).toList());
  }

  static List<Outcome> outcomes() {
    return outcomes;
  }

  @ParameterizedTest
  @MethodSource("outcomes")
  void itDoesNotHappenHereAndWouldBeSeen(Outcome outcome) {
    assertThat(outcome.with()).as(outcome.replay().here()).isNull();
    assertThat(outcome.isViolation())
        .as("with the fault %s: %s", outcome.replay().fault(), outcome.broke())
        .isTrue();
  }

  @Test
  void eachIssueIsReplayedOnce() {
    assertThat(Replays.ALL).extracting(Replay::issue).doesNotHaveDuplicates();
  }
}
