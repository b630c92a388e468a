package dev.mulkko.engine.plan.rolling;

import static dev.mulkko.engine.plan.Decision.act;

import dev.mulkko.engine.plan.Action;
import dev.mulkko.engine.plan.Decision;
import dev.mulkko.engine.plan.Note;
import dev.mulkko.engine.plan.Observation.ReplicaSet;
import dev.mulkko.engine.plan.Reason;
import dev.mulkko.engine.plan.Scene;
import dev.mulkko.engine.plan.canary.Guards;
import dev.mulkko.engine.plan.canary.Swap;
import java.util.Optional;
import java.util.function.Predicate;

/** From a template that is held to a Deployment that rolls to it. */
final class Start {

  private Start() {}

  /** Until the Deployment has the new ReplicaSet: unpaused, it would make one of its own. */
  static Optional<Decision> hold(Scene scene) {
    return begun(scene) ? Optional.empty() : Guards.holdDeployment(scene);
  }

  /**
   * History too: when the new ReplicaSet is taken away again, the Deployment must have nothing to
   * grow but stable.
   */
  static Optional<Decision> parkOthers(Scene scene) {
    return park(
        scene,
        rs -> !rs.revision().equals(scene.stable()) && !rs.revision().equals(scene.canary()));
  }

  /** What has pods is the Deployment's own business, for as long as it rolls. */
  private static Optional<Decision> park(Scene scene, Predicate<ReplicaSet> which) {
    return scene.seen().replicaSets().stream()
        .filter(ReplicaSet::owned)
        .filter(which)
        .filter(rs -> scene.workload().paused() || (rs.wanted() == 0 && rs.current() == 0))
        .findFirst()
        .flatMap(
            rs ->
                act(
                    new Action.Park(rs.revision()),
                    Note.of(Reason.Parked, "%s is parked as history", rs.revision())));
  }

  /** Somebody took stable from the Deployment, and it is to begin with stable. */
  static Optional<Decision> closeGap(Scene scene) {
    return begun(scene) ? Optional.empty() : Swap.adoptStableInGap(scene);
  }

  /** Without any pod: the Deployment decides when it gets some. */
  static Optional<Decision> create(Scene scene) {
    return scene.replicaSet(scene.canary()).isPresent()
        ? Optional.empty()
        : act(
            new Action.CreateReplicaSet(scene.canary(), 0),
            Note.of(Reason.CanaryScaled, "%s is created without pods", scene.canary()));
  }

  static Optional<Decision> adopt(Scene scene) {
    return begun(scene)
        ? Optional.empty()
        : act(
            new Action.Adopt(scene.canary()),
            Note.of(
                Reason.Adopted,
                "Deployment %s owns %s beside %s",
                scene.spec().workload(),
                scene.canary(),
                scene.stable()));
  }

  /** Whoever paused it: with two that have pods a paused Deployment stands in the middle. */
  static Optional<Decision> resume(Scene scene) {
    return scene.workload().paused()
        ? act(
            new Action.Resume(),
            Note.of(
                Reason.Resumed,
                "Deployment %s rolls from %s to %s by itself",
                scene.spec().workload(),
                scene.stable(),
                scene.canary()))
        : Optional.empty();
  }

  private static boolean begun(Scene scene) {
    return scene.owned(scene.canary());
  }

  /** Not what a newer template has already begun. */
  static Optional<Decision> parkOld(Scene scene) {
    return park(
        scene,
        rs ->
            !rs.revision().equals(scene.canary())
                && !rs.template().equals(scene.workload().template()));
  }
}
