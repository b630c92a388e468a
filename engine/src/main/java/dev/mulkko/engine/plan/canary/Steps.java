package dev.mulkko.engine.plan.canary;

import static dev.mulkko.engine.plan.Decision.remember;
import static dev.mulkko.engine.plan.Decision.waiting;

import dev.mulkko.engine.model.Cursor;
import dev.mulkko.engine.model.Progress;
import dev.mulkko.engine.plan.Decision;
import dev.mulkko.engine.plan.Note;
import dev.mulkko.engine.plan.Reason;
import dev.mulkko.engine.plan.Scene;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The clock of a step. It runs only on traffic that was verified and has settled. */
final class Steps {

  private Steps() {}

  static Optional<Decision> hold(Scene scene) {
    Duration hold = scene.cursor().hold();
    Instant started = scene.progress().stepStartedAt();
    if (hold.isZero()) {
      return Optional.empty();
    }
    if (started == null) {
      return waiting(
          scene.memory().with(scene.progress().clockStarted(scene.now())),
          note(scene, Reason.StepStarted, hold),
          hold);
    }
    Duration left = scene.left(started, hold);
    return left.isPositive() ? waiting(note(scene, Reason.Pausing, hold), left) : Optional.empty();
  }

  private static Note note(Scene scene, Reason reason, Duration hold) {
    Cursor cursor = scene.cursor();
    return Note.of(
        reason, "step %s holds %d %% for %s", cursor.label(), cursor.weight(), Words.time(hold));
  }

  static Optional<Decision> advance(Scene scene) {
    Progress next = scene.progress().nextStep(scene.now());
    return remember(
        scene.memory().with(next),
        Note.of(
            Reason.StepCompleted,
            "step %s is done at %d %%",
            scene.cursor().label(),
            scene.cursor().weight()));
  }
}
