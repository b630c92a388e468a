package dev.mulkko.engine.plan.canary;

import static dev.mulkko.engine.plan.Decision.remember;
import static dev.mulkko.engine.plan.Decision.waiting;

import dev.mulkko.engine.model.Cursor;
import dev.mulkko.engine.model.Progress.Place;
import dev.mulkko.engine.model.Step;
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

  /**
   * Steps that were edited in the middle: it goes on at the first one above what was reached. An
   * edit never lowers the traffic.
   */
  static Optional<Decision> follow(Scene scene) {
    Cursor cursor = scene.cursor();
    Place place = scene.progress().step();
    boolean started = place.startedAt() != null;
    if (cursor.weight() == place.reached() || (!started && cursor.weight() > place.reached())) {
      return Optional.empty();
    }
    Cursor next = cursor.weight() > place.reached() ? cursor : cursor.firstAbove(place.reached());
    return remember(
        scene.memory().with(scene.progress().at(place.jump(next.index(), scene.now()))),
        Note.of(
            Reason.StepsEdited,
            "the steps were edited: from %d %% it goes on at step %s",
            place.reached(),
            next.label()));
  }

  static Optional<Decision> hold(Scene scene) {
    Duration hold = scene.cursor().hold();
    Place place = scene.progress().step();
    Instant started = place.startedAt();
    if (hold.isZero()) {
      return Optional.empty();
    }
    if (started == null) {
      Place now = place.clockStarted(scene.now(), scene.cursor().weight());
      return waiting(
          scene.memory().with(scene.progress().at(now)),
          note(scene.cursor(), Reason.Pausing, hold),
          hold);
    }
    Duration left = scene.left(started, hold);
    return left.isPositive()
        ? waiting(note(scene.cursor(), Reason.Pausing, hold), left)
        : Optional.empty();
  }

  private static Note note(Cursor cursor, Reason reason, Duration hold) {
    return Note.of(
        reason, "step %s holds %d %% for %s", cursor.label(), cursor.weight(), Words.time(hold));
  }

  /** A pause holds what has settled already: its clock starts with it, in the same write. */
  static Optional<Decision> advance(Scene scene) {
    Cursor here = scene.cursor();
    Cursor next = here.next();
    Place place = scene.progress().step().next(scene.now(), here.weight());
    boolean pauses = next.step().filter(Step.Pause.class::isInstance).isPresent();
    return pauses
        ? remember(
            scene
                .memory()
                .with(scene.progress().at(place.clockStarted(scene.now(), here.weight()))),
            note(next, Reason.Pausing, next.hold()))
        : remember(
            scene.memory().with(scene.progress().at(place)),
            Note.of(Reason.StepCompleted, "step %s is done at %d %%", here.label(), here.weight()));
  }
}
