package dev.mulkko.engine.plan.canary;

import static dev.mulkko.engine.plan.Decision.as;
import static dev.mulkko.engine.plan.Decision.remember;
import static dev.mulkko.engine.plan.Decision.waiting;

import dev.mulkko.engine.model.Progress;
import dev.mulkko.engine.model.Progress.Paused;
import dev.mulkko.engine.plan.Decision;
import dev.mulkko.engine.plan.Note;
import dev.mulkko.engine.plan.Plan.Phase;
import dev.mulkko.engine.plan.Reason;
import dev.mulkko.engine.plan.Scene;
import java.util.Optional;

/**
 * A rollout that stays where it is because somebody wants it so. The weight that it has is kept up
 * meanwhile, and whatever is wrong is taken out as ever.
 */
final class Pauses {

  private Pauses() {}

  /** {@code spec.suspend}, for those who want to say it by Git. */
  static Optional<Decision> followSpec(Scene scene) {
    Progress progress = scene.progress();
    if (scene.spec().suspended() == (progress.paused() != null)) {
      return Optional.empty();
    }
    if (scene.spec().suspended()) {
      int weight = present(scene);
      Note note =
          Note.of(
              Reason.Suspended,
              "suspended at %d %%: spec.suspend is true, set it to false to go on",
              weight);
      Paused paused = new Paused(note.reason().name(), note.message(), weight, scene.now());
      return remember(scene.memory().with(progress.pausedBy(paused)), note);
    }
    return bySpec(progress)
        ? remember(
            scene.memory().with(progress.resumed(scene.now())),
            Note.of(Reason.Unsuspended, "spec.suspend is not true any more: it goes on"))
        : Optional.empty();
  }

  /** Neither step nor weight changes. */
  static Optional<Decision> stay(Scene scene) {
    Paused paused = scene.progress().paused();
    if (Locking.isHeld(scene.progress())) {
      return Locking.stay(scene);
    }
    return paused == null
        ? Optional.empty()
        : as(Phase.Paused, waiting(new Note(Reason.valueOf(paused.reason()), paused.message())));
  }

  /** No new rollout starts; unless the Deployment rolls already, which only a rollout can end. */
  static Optional<Decision> startNothing(Scene scene, String wanted) {
    return scene.spec().suspended() && !scene.rollsByItself()
        ? as(
            Phase.Paused,
            waiting(
                Note.of(
                    Reason.Suspended,
                    "%s waits: spec.suspend is true, set it to false to start its rollout",
                    wanted)))
        : Optional.empty();
  }

  static boolean bySpec(Progress progress) {
    Paused paused = progress.paused();
    return paused != null && paused.reason().equals(Reason.Suspended.name());
  }

  /** The share that the canary has, or is just being given; never more than it should have. */
  static int present(Scene scene) {
    return Traffic.gives(scene)
        ? Math.min(Traffic.weightOfCanary(scene), scene.wantedWeight())
        : scene.progress().step().reached();
  }
}
