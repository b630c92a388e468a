package dev.mulkko.engine.plan.canary;

import static dev.mulkko.engine.plan.Decision.act;

import dev.mulkko.engine.plan.Action;
import dev.mulkko.engine.plan.Decision;
import dev.mulkko.engine.plan.Note;
import dev.mulkko.engine.plan.Observation.ReplicaSet;
import dev.mulkko.engine.plan.Reason;
import dev.mulkko.engine.plan.Scene;
import java.util.Optional;

/** What must hold before anything else may be done. */
final class Guards {

  private Guards() {}

  /**
   * An unpaused Deployment would roll by itself, and would start a ReplicaSet of its own while it
   * owns none.
   */
  static Optional<Decision> holdDeployment(Scene scene) {
    return scene.workload().paused()
        ? Optional.empty()
        : act(
            new Action.Pause(),
            Note.of(
                Reason.Held, "Deployment %s is paused for the rollout", scene.spec().workload()));
  }

  /** Before the first trace in the user's objects, so that deleting the Rollout cleans it up. */
  static Optional<Decision> claim(Scene scene) {
    return scene.seen().claimed()
        ? Optional.empty()
        : act(
            new Action.Claim(),
            Note.of(Reason.Claimed, "a deletion of the Rollout will give the traffic back first"));
  }

  /**
   * The swap rule. A second owned ReplicaSet would be scaled in proportion with stable, or started
   * in the gap of the swap, by a Deployment controller that knows nothing of the traffic.
   */
  static Optional<Decision> parkOthers(Scene scene) {
    return scene.seen().replicaSets().stream()
        .filter(ReplicaSet::owned)
        .map(ReplicaSet::revision)
        .filter(revision -> !revision.equals(scene.stable()))
        .findFirst()
        .flatMap(
            revision ->
                act(
                    new Action.Park(revision),
                    Note.of(
                        Reason.Parked,
                        "%s is parked: while a rollout goes on the Deployment owns %s alone",
                        revision,
                        scene.stable())));
  }
}
