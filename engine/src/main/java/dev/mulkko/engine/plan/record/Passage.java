package dev.mulkko.engine.plan.record;

import dev.mulkko.engine.model.Attempt.Passed;
import dev.mulkko.engine.model.Cursor;
import dev.mulkko.engine.model.Progress;
import dev.mulkko.engine.model.Progress.Abort;
import dev.mulkko.engine.model.Scale;
import dev.mulkko.engine.model.Step;
import dev.mulkko.engine.plan.Observation;
import dev.mulkko.engine.plan.Scene;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A step that is over, as it is recorded. */
final class Passage {

  private Passage() {}

  /**
   * The present step, which is left now.
   *
   * @param after what will be remembered
   */
  static Passed of(Scene scene, Progress after) {
    Progress before = scene.progress();
    int weight = after.promotedAt() == null ? after.step().reached() : 100;
    boolean settled = weight != before.step().reached();
    Instant reached = before.step().startedAt();
    return new Passed(
        step(scene.cursor(), scene.rolling()),
        weight,
        seconds(before, before.step().enteredAt()),
        reached == null
            ? settled ? seconds(before, scene.now()) : null
            : (Long) seconds(before, reached),
        seconds(before, scene.now()),
        before.evidence());
  }

  /** The one in which it was taken back; empty when it was over before that. */
  static Optional<Passed> last(Observation seen, Progress progress) {
    Abort abort = progress.abort();
    Cursor cursor = new Cursor(seen.spec().strategy(), progress.step().index());
    if (progress.promotedAt() != null || cursor.done()) {
      return Optional.empty();
    }
    Instant reached = progress.step().startedAt();
    return Optional.of(
        new Passed(
            step(cursor, seen.spec().rolling()),
            progress.step().reached(),
            seconds(progress, progress.step().enteredAt()),
            reached == null ? null : (Long) seconds(progress, reached),
            seconds(progress, abort == null ? seen.now() : abort.at()),
            progress.evidence()));
  }

  /** A step that people paused was entered by so much later: its own time is what counts. */
  private static long seconds(Progress progress, Instant at) {
    return Math.max(0, Duration.between(progress.startedAt(), at).toSeconds());
  }

  private static String step(Cursor cursor, boolean rolling) {
    return cursor.label() + " " + (rolling ? "roll" : does(cursor.step().orElse(null)));
  }

  private static String does(@Nullable Step step) {
    return switch (step) {
      case null -> "setWeight 100";
      case Step.SetWeight(int percent) -> "setWeight " + percent;
      case Step.SetMatch _ -> "setMatch";
      case Step.SetMirror(int percent) -> "setMirror " + percent;
      case Step.SetScale(Scale.Pods(int pods)) -> "setCanaryScale " + pods;
      case Step.SetScale _ -> "setCanaryScale";
      case Step.Pause _ -> "pause";
      case Step.Approval _, Step.Stay _ -> "approval";
      case Step.End _ -> "end";
    };
  }
}
