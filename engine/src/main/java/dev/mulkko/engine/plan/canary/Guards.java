package dev.mulkko.engine.plan.canary;

import static dev.mulkko.engine.plan.Decision.act;

import dev.mulkko.engine.plan.Action;
import dev.mulkko.engine.plan.Decision;
import dev.mulkko.engine.plan.Note;
import dev.mulkko.engine.plan.Observation.ReplicaSet;
import dev.mulkko.engine.plan.Reason;
import dev.mulkko.engine.plan.Scene;
import java.util.Comparator;
import java.util.Optional;

/** What must hold before anything else may be done. */
public final class Guards {

  private Guards() {}

  /**
   * An unpaused Deployment would roll by itself, and would start a ReplicaSet of its own while it
   * owns none.
   */
  public static Optional<Decision> holdDeployment(Scene scene) {
    return scene.workload().paused()
        ? Optional.empty()
        : act(
            new Action.Pause(),
            scene.withClockStopped(),
            Note.of(
                Reason.Held, "Deployment %s is paused for the rollout", scene.spec().workload()));
  }

  /** Before the first trace in the user's objects, so that deleting the Rollout cleans it up. */
  public static Optional<Decision> claim(Scene scene) {
    return scene.seen().claimed()
        ? Optional.empty()
        : act(
            new Action.Claim(),
            Note.of(Reason.Claimed, "a deletion of the Rollout will give the traffic back first"));
  }

  /** An abort may come before the claim; what it must pin and retire needs one all the same. */
  public static Optional<Decision> claimWhilePodsAreLeft(Scene scene) {
    return scene.parkedPods() > 0 ? claim(scene) : Optional.empty();
  }

  /**
   * The swap rule. A second owned ReplicaSet would be scaled in proportion with stable, or started
   * in the gap of the swap, by a Deployment controller that knows nothing of the traffic.
   */
  public static Optional<Decision> parkOthers(Scene scene) {
    return parkAllBut(scene, scene.stable());
  }

  /** The same after the swap: now it is the canary that carries the traffic. */
  static Optional<Decision> parkAllButCanary(Scene scene) {
    return parkAllBut(scene, scene.canary());
  }

  /** Those with pods first: they are the ones that do harm. */
  private static Optional<Decision> parkAllBut(Scene scene, String carrier) {
    return scene.seen().replicaSets().stream()
        .filter(ReplicaSet::owned)
        .filter(rs -> !rs.revision().equals(carrier))
        .sorted(Comparator.comparing((ReplicaSet rs) -> rs.wanted() == 0))
        .map(ReplicaSet::revision)
        .findFirst()
        .flatMap(
            revision ->
                act(
                    new Action.Park(revision),
                    Note.of(
                        Reason.Parked,
                        "%s is parked: while a rollout goes on the Deployment owns %s alone",
                        revision,
                        carrier)));
  }
}
