package dev.mulkko.engine.plan.canary;

import static dev.mulkko.engine.plan.Decision.as;
import static dev.mulkko.engine.plan.Decision.remember;
import static dev.mulkko.engine.plan.Decision.waiting;

import dev.mulkko.engine.model.Progress;
import dev.mulkko.engine.model.Progress.Abort;
import dev.mulkko.engine.plan.Decision;
import dev.mulkko.engine.plan.Note;
import dev.mulkko.engine.plan.Plan.Phase;
import dev.mulkko.engine.plan.Reason;
import dev.mulkko.engine.plan.Scene;
import dev.mulkko.engine.version.VersionPolicy;
import java.util.Optional;

/** A new version that does not say what it is, where its Rollout asks for that. */
final class Unnamed {

  private Unnamed() {}

  /**
   * It is held, and stable keeps the traffic, until the template says it. An undo never comes here:
   * what ran before may be called anything.
   */
  static Optional<Decision> refuse(Scene scene, String wanted) {
    return scene.spec().naming().policy() == VersionPolicy.Deny
        ? scene.seen().books().wanted().problem().flatMap(problem -> refuse(scene, wanted, problem))
        : Optional.empty();
  }

  private static Optional<Decision> refuse(Scene scene, String wanted, String problem) {
    if (scene.owned(wanted) && scene.wanted(wanted) > 0) {
      return takeOut(scene, wanted, problem);
    }
    // What a rollout before left to be done is done all the same.
    return Guards.holdDeployment(scene)
        .or(() -> Rest.release(scene))
        .or(() -> History.trim(scene))
        .or(
            () ->
                as(
                    Phase.Stalled,
                    waiting(
                        Note.of(
                            Reason.VersionUnnamed,
                            "%s does not begin, since spec.version.policy is Deny: %s",
                            wanted,
                            problem))));
  }

  /** Nobody held it in time, and the Deployment has begun by itself. */
  private static Optional<Decision> takeOut(Scene scene, String wanted, String problem) {
    Abort abort = new Abort(Reason.VersionUnnamed.name(), problem, scene.now());
    Progress first = Progress.begin(wanted, scene.now(), scene.workload().changedBy());
    return remember(
        scene.memory().started(first.aborted(abort), scene.workload().generation()),
        Note.of(
            Reason.VersionUnnamed,
            "%s began by itself and is taken out, since spec.version.policy is Deny: %s",
            wanted,
            problem));
  }
}
