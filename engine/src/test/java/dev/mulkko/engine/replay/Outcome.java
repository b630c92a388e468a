package dev.mulkko.engine.replay;

import dev.mulkko.engine.Planner;
import dev.mulkko.engine.mutant.Laboratory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a replay went.
 *
 * @param with what failed with the real planner and the whole story, null when all held
 * @param without what failed with the fault, null when nobody noticed it
 */
record Outcome(Replay replay, @Nullable AssertionError with, @Nullable AssertionError without) {

  static Outcome of(Replay replay, Path folder) {
    return new Outcome(
        replay,
        failure(() -> replay.play(Planner::plan)),
        failure(() -> playWithFault(replay, folder)));
  }

  boolean passed() {
    return with == null && isViolation();
  }

  /**
   * Whether something was violated with the fault; a planner that fails by itself proves nothing.
   */
  boolean isViolation() {
    return without != null && without.getCause() instanceof AssertionError;
  }

  /** What the fault broke, in one line. */
  String broke() {
    Throwable cause = without == null ? null : without.getCause();
    return cause == null ? "" : String.valueOf(cause.getMessage());
  }

  Row row() {
    return new Row(
        replay.issue(),
        replay.now() == Replay.Now.OPEN,
        replay.there(),
        replay.here(),
        replay.fault().toString(),
        broke(),
        passed());
  }

  @Override
  public String toString() {
    return replay.toString();
  }

  private static void playWithFault(Replay replay, Path folder) {
    switch (replay.fault()) {
      case Fault.OfLaw fault -> replay.play(fault.law());
      case Fault.InSource fault -> {
        try {
          String name = replay.issue().replaceAll("\\W", "-").toLowerCase(Locale.ROOT);
          Path own = Files.createDirectories(folder.resolve(name));
          Laboratory.tell(fault.mutation(), own, Player.class, replay.issue());
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        } catch (ReflectiveOperationException e) {
          throw new IllegalStateException(e);
        }
      }
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
}
