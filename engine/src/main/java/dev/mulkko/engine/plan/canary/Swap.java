package dev.mulkko.engine.plan.canary;

import static dev.mulkko.engine.plan.Decision.act;
import static dev.mulkko.engine.plan.Decision.remember;
import static dev.mulkko.engine.plan.Decision.waiting;

import dev.mulkko.engine.model.Memory;
import dev.mulkko.engine.model.Progress.Place;
import dev.mulkko.engine.plan.Action;
import dev.mulkko.engine.plan.Decision;
import dev.mulkko.engine.plan.Note;
import dev.mulkko.engine.plan.Observation.Workload;
import dev.mulkko.engine.plan.Reason;
import dev.mulkko.engine.plan.Scene;
import java.time.Duration;
import java.util.Optional;

/**
 * Promotion by adoption: the Deployment gives up stable, then gets the canary, pods and all. A
 * paused Deployment with one active ReplicaSet keeps that one at its own replicas, whatever
 * template it has; with two it would scale both in proportion and stop. So there is never a moment
 * with two.
 */
public final class Swap {

  private Swap() {}

  static Optional<Decision> parkStable(Scene scene) {
    return swap(scene, scene.stable(), scene.canary());
  }

  /** The swap back: all traffic is at stable again. */
  static Optional<Decision> parkCanary(Scene scene) {
    return swap(scene, scene.canary(), scene.stable());
  }

  private static Optional<Decision> swap(Scene scene, String out, String in) {
    return act(
        new Action.Park(out),
        Note.of(
            Reason.Parked,
            "%s is parked with its pods, so that Deployment %s can take %s",
            out,
            scene.spec().workload(),
            in));
  }

  /**
   * Somebody deleted stable's ReplicaSet, and its pods are gone: there is nothing to go back to,
   * and nothing but the canary to go on with.
   */
  static Optional<Decision> takeOver(Scene scene) {
    boolean gone =
        scene.nothingOwned()
            && scene.replicaSet(scene.stable()).isEmpty()
            && scene.backendReady(scene.stable()) == 0
            && scene.service().readyOf(scene.stable()) == 0;
    if (!gone || scene.replicaSet(scene.canary()).isEmpty()) {
      return Optional.empty();
    }
    return remember(
        withAll(scene),
        Note.of(
            Reason.StableReplaced,
            "the ReplicaSet of stable %s is gone: %s takes its place",
            scene.stable(),
            scene.canary()));
  }

  /**
   * The canary has all of the traffic, for nobody answers for stable: it takes stable's place, and
   * what is newer is released from there.
   */
  static Optional<Decision> giveWay(Scene scene) {
    if (!scene.leadsPastStable() || !scene.owned(scene.stable())) {
      return Optional.empty();
    }
    return Capacity.raiseToAll(scene)
        .or(() -> Pins.canary(scene))
        .or(() -> Pins.awaitCanary(scene))
        .or(() -> Traffic.awaitVerification(scene))
        .or(() -> Settling.of(scene, "all at " + scene.canary(), scene.spec().settle()))
        .or(
            () ->
                act(
                    new Action.Park(scene.stable()),
                    withAll(scene),
                    Note.of(
                        Reason.StableReplaced,
                        "no pod of stable %s is ready and %s is to come: until then %s takes its"
                            + " place",
                        scene.stable(),
                        scene.wantedRevision(),
                        scene.canary())));
  }

  private static Memory withAll(Scene scene) {
    int behindAll = scene.cursor().behindAll().index();
    return scene
        .memory()
        .with(scene.progress().notAborted().at(Place.withAll(behindAll, scene.now())));
  }

  /** Somebody deleted what the traffic was to go back to: the promotion stands. */
  static Optional<Decision> noWayBack(Scene scene) {
    if (scene.leadsPastStable()) {
      return remember(
          scene.memory().with(scene.progress().notAborted()),
          Note.of(
              Reason.StableReplaced,
              "no pod of %s is ready and %s is to come: until then %s stays promoted",
              scene.stable(),
              scene.wantedRevision(),
              scene.canary()));
    }
    return scene.replicaSet(scene.stable()).isPresent()
        ? Optional.empty()
        : remember(
            scene.memory().with(scene.progress().notAborted()),
            Note.of(
                Reason.StableReplaced,
                "the ReplicaSet of %s is gone: there is nothing to go back to, %s stays promoted",
                scene.stable(),
                scene.canary()));
  }

  /**
   * Once stable is parked there is no way but forward: the gap is closed before anything else is
   * asked.
   */
  static Optional<Decision> adoptCanaryInGap(Scene scene) {
    return adoptInGap(scene, scene.canary());
  }

  public static Optional<Decision> adoptStableInGap(Scene scene) {
    return adoptInGap(scene, scene.stable());
  }

  private static Optional<Decision> adoptInGap(Scene scene, String revision) {
    return scene.nothingOwned() && scene.replicaSet(revision).isPresent()
        ? act(
            new Action.Adopt(revision),
            Note.of(
                Reason.Adopted,
                "Deployment %s owns %s with its %d pods",
                scene.spec().workload(),
                revision,
                scene.pods(revision)))
        : Optional.empty();
  }

  /** Until the Deployment controller counts the adopted pods as its own and as of its template. */
  static Optional<Decision> awaitAdoption(Scene scene) {
    Workload workload = scene.workload();
    boolean templateMoved = !scene.wantedRevision().equals(scene.canary());
    boolean seen =
        workload.observedGeneration() >= workload.generation()
            && workload.updatedReplicas() == workload.replicas();
    return seen || templateMoved || scene.progress().promotedAt() != null
        ? Optional.empty()
        : waiting(
            Note.of(
                Reason.AwaitingAdoption,
                "Deployment %s counts %d of %d pods as updated",
                scene.spec().workload(),
                workload.updatedReplicas(),
                workload.replicas()),
            Duration.ofSeconds(1));
  }

  static Optional<Decision> promoted(Scene scene) {
    return scene.progress().promotedAt() != null
        ? Optional.empty()
        : remember(
            scene.memory().with(scene.progress().promoted(scene.now())),
            Note.of(
                Reason.Promoted,
                "%s is promoted, with the pods that served as canary",
                scene.canary()));
  }
}
