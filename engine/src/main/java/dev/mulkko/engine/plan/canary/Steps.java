package dev.mulkko.engine.plan.canary;

import static dev.mulkko.engine.plan.Decision.remember;
import static dev.mulkko.engine.plan.Decision.waiting;

import dev.mulkko.engine.model.Cursor;
import dev.mulkko.engine.model.Progress.Place;
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
    boolean had = place.reached() == 100 && scene.canary().equals(scene.service().pin());
    boolean asBefore =
        scene.wantedWeight() == place.reached() || (!started && cursor.weight() > place.reached());
    if (asBefore && !had && !cutShort(scene)) {
      return Optional.empty();
    }
    Cursor next = had ? cursor.behindAll() : above(scene, place.reached());
    return remember(
        scene.memory().with(scene.progress().at(place.jump(next.index(), scene.now()))),
        Note.of(
            Reason.StepsEdited,
            "the steps were edited: from %d %% it goes on at step %s",
            place.reached(),
            next.label()));
  }

  /** Whether fewer steps are left than it had gone already, and it has not all of the traffic. */
  static boolean cutShort(Scene scene) {
    return scene.cursor().done() && scene.progress().step().reached() < 100;
  }

  private static Cursor above(Scene scene, int reached) {
    Cursor cursor = scene.cursor();
    if (cutShort(scene)) {
      boolean inOne = scene.progress().undoes() != null;
      return inOne ? cursor.atFull() : cursor.firstAbove(reached);
    }
    return cursor.weight() > reached ? cursor : cursor.firstAbove(reached);
  }

  /** Time counts, and what metrics say, from here on. */
  static Optional<Decision> startClock(Scene scene) {
    Cursor cursor = scene.cursor();
    if (scene.progress().step().stoppedAt() != null) {
      return remember(
          scene.memory().with(scene.progress().seenAgain(scene.now())),
          Note.of(
              Reason.Pausing,
              "step %s goes on: its %d %% are in force again",
              cursor.label(),
              cursor.weight()));
    }
    boolean judged = scene.judged() && scene.spec().analysis().decides();
    boolean needed = cursor.waits() || !cursor.hold().isZero() || judged;
    if (!needed || scene.progress().step().startedAt() != null) {
      return Optional.empty();
    }
    Place started = scene.progress().step().clockStarted(scene.now(), scene.wantedWeight());
    return waiting(
        scene.memory().with(scene.progress().at(started)), note(scene, cursor), cursor.hold());
  }

  static Optional<Decision> hold(Scene scene) {
    Instant started = scene.progress().step().startedAt();
    if (started == null) {
      return Optional.empty();
    }
    Duration left = scene.left(started, scene.cursor().hold());
    return left.isPositive() && Compared.healthy(scene).isEmpty()
        ? waiting(note(scene, scene.cursor()), left)
        : Optional.empty();
  }

  private static Note note(Scene scene, Cursor cursor) {
    return cursor.hold().isZero()
        ? Note.of(
            Reason.Pausing,
            "step %s has its %d %%%s",
            cursor.label(),
            scene.wantedWeight(),
            Words.and(cursor.match(), cursor.mirror()))
        : Note.of(
            Reason.Pausing,
            "step %s holds %d %%%s for %s",
            cursor.label(),
            scene.wantedWeight(),
            Words.and(cursor.match(), cursor.mirror()),
            Words.time(cursor.hold()));
  }

  /** A step that waits holds what has settled already: its clock starts in the same write. */
  static Optional<Decision> advance(Scene scene) {
    Cursor here = scene.cursor();
    Cursor next = here.next();
    Place place = scene.progress().step().next(scene.now(), scene.wantedWeight());
    return next.waits()
        ? remember(
            scene
                .memory()
                .with(scene.progress().at(place.clockStarted(scene.now(), scene.wantedWeight()))),
            note(scene, next))
        : remember(
            scene.memory().with(scene.progress().at(place)),
            Note.of(
                Reason.StepCompleted,
                "step %s is done at %d %%%s",
                here.label(),
                scene.wantedWeight(),
                Compared.healthy(scene).map(why -> ": " + why).orElse("")));
  }
}
