package dev.mulkko.engine.plan.canary;

import static dev.mulkko.engine.plan.Decision.remember;

import dev.mulkko.engine.model.Progress;
import dev.mulkko.engine.model.Progress.Abort;
import dev.mulkko.engine.plan.Decision;
import dev.mulkko.engine.plan.Note;
import dev.mulkko.engine.plan.Observation.Asked;
import dev.mulkko.engine.plan.Reason;
import dev.mulkko.engine.plan.Scene;
import java.util.Optional;

/** Why a canary is taken out. Each stop is remembered before anything follows from it. */
final class Stops {

  private Stops() {}

  static Optional<Decision> whenDeleted(Scene scene) {
    return scene.seen().deleting()
        ? stop(scene, Note.of(Reason.RolloutDeleted, "the Rollout is being deleted"))
        : Optional.empty();
  }

  static Optional<Decision> whenAsked(Scene scene) {
    return scene.seen().asked().flatMap(asked -> stop(scene, askedNote(asked)));
  }

  private static Note askedNote(Asked asked) {
    String by = asked.by() == null ? "" : " by " + asked.by();
    String why = asked.why() == null ? "" : ": " + asked.why();
    return Note.of(Reason.AbortedByUser, "abort was asked for%s (%s)%s", by, asked.name(), why);
  }

  /** A third template never meets a half-finished second one: traffic goes back to stable first. */
  static Optional<Decision> whenSuperseded(Scene scene) {
    String wanted = scene.wantedRevision();
    if (wanted.equals(scene.canary())) {
      return Optional.empty();
    }
    return wanted.equals(scene.stable())
        ? stop(
            scene,
            Note.of(Reason.TemplateSetBack, "the template was set back to stable's, %s", wanted))
        : stop(
            scene,
            Note.of(
                Reason.Superseded, "a newer template, %s, replaces %s", wanted, scene.canary()));
  }

  static Optional<Decision> onTrouble(Scene scene) {
    return scene.seen().trouble().flatMap(note -> stop(scene, note));
  }

  /** Counts only while the step has no settled traffic: a pause is not a stall. */
  static Optional<Decision> onDeadline(Scene scene) {
    Progress progress = scene.progress();
    boolean late =
        progress.stepStartedAt() == null
            && scene.left(progress.stepEnteredAt(), scene.spec().progressDeadline()).isNegative();
    return late
        ? stop(
            scene,
            Note.of(
                Reason.ProgressDeadlineExceeded,
                "step %s did not get its %d %% within %s: %d of the canary's pods are ready",
                scene.cursor().label(),
                scene.cursor().weight(),
                Words.time(scene.spec().progressDeadline()),
                scene.backendReady(scene.canary())))
        : Optional.empty();
  }

  private static Optional<Decision> stop(Scene scene, Note why) {
    Abort abort = new Abort(why.reason().name(), why.message(), scene.now());
    return remember(scene.memory().with(scene.progress().aborted(abort)), why);
  }
}
