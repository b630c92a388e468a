package dev.mulkko.kube.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.engine.mutant.Laboratory;
import dev.mulkko.engine.replay.Report;
import dev.mulkko.engine.replay.Row;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What was written elsewhere is not written here, and would be seen if it were. */
@Tag("mutation")
class ReplayTest {

  @TempDir static Path folder;
  private static List<Outcome> outcomes = List.of();

  /** What failed as things are, and what with the fault. */
  record Outcome(Replay replay, @Nullable AssertionError with, @Nullable AssertionError without) {

    Row row() {
      return new Row(
          replay.issue(),
          replay.open(),
          replay.there(),
          replay.here(),
          replay.fault(),
          without == null ? "" : String.valueOf(without.getMessage()),
          with == null && without != null);
    }

    @Override
    public String toString() {
      return replay.toString();
    }
  }

  @BeforeAll
  static void playAll() throws IOException {
    outcomes = Replays.ALL.parallelStream().map(ReplayTest::play).toList();
    Report.write(outcomes.stream().map(Outcome::row).toList());
  }

  private static Outcome play(Replay replay) {
    return new Outcome(replay, failure(replay.plot()), failure(() -> playWithFault(replay)));
  }

  private static void playWithFault(Replay replay) {
    try {
      Path own = Files.createDirectories(folder.resolve(replay.issue().replace('#', '-')));
      Laboratory.tell(replay.mutation(), own, Player.class, replay.issue());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static @Nullable AssertionError failure(Runnable play) {
    try {
      play.run();
      return null;
    } catch (AssertionError e) {
      return e;
    }
  }

  static List<Outcome> outcomes() {
    return outcomes;
  }

  @ParameterizedTest
  @MethodSource("outcomes")
  void itDoesNotHappenHereAndWouldBeSeen(Outcome outcome) {
    assertThat(outcome.with()).as(outcome.replay().here()).isNull();
    assertThat(outcome.without()).as("with the fault: %s", outcome.replay().fault()).isNotNull();
  }

  @Test
  void eachIssueIsReplayedOnce() {
    assertThat(Replays.ALL).extracting(Replay::issue).doesNotHaveDuplicates();
  }
}
