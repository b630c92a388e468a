package dev.mulkko.engine.plan.rolling;

import static dev.mulkko.engine.plan.Decision.remember;
import static dev.mulkko.engine.plan.Decision.waiting;

import dev.mulkko.engine.model.Progress.Place;
import dev.mulkko.engine.plan.Decision;
import dev.mulkko.engine.plan.Note;
import dev.mulkko.engine.plan.Observation.Workload;
import dev.mulkko.engine.plan.Reason;
import dev.mulkko.engine.plan.Scene;
import dev.mulkko.engine.plan.canary.Gates;
import dev.mulkko.engine.plan.canary.Locking;
import dev.mulkko.engine.plan.canary.Stops;
import dev.mulkko.engine.plan.canary.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Looking on while the Deployment controller replaces pods. */
final class Watch {

  /** A pod that crashes before it is ready changes no count. */
  private static final Duration LOOK = Duration.ofSeconds(1);

  private Watch() {}

  /** A roll cannot be paused, so that silence either ends it or does not count. */
  static Optional<Decision> stopOnSilence(Scene scene) {
    return scene.spec().analysis().abortsWithoutData() ? Gates.endSilence(scene) : Optional.empty();
  }

  /**
   * There were ready pods of it, and now there are none; unless stable's are not ready either. A
   * ReplicaSet may be older than what is remembered of it, so its pods are asked too.
   */
  static Optional<Decision> stopWhenLost(Scene scene) {
    boolean lost =
        scene.progress().step().reached() > 0
            && scene.workload().replicas() > 0
            && scene.ready(scene.canary()) == 0
            && (scene.ready(scene.stable()) > 0 || scene.wanted(scene.stable()) == 0)
            && scene.seen().pods().ready() == 0;
    return lost
        ? Stops.stop(
            scene,
            Note.of(
                Reason.CanaryLost,
                "no pod of %s is ready, %d %% of all were before",
                scene.canary(),
                scene.progress().step().reached()))
        : Optional.empty();
  }

  /** Counts from the last pod that became ready. */
  static Optional<Decision> stopOnDeadline(Scene scene) {
    Instant since = scene.progress().step().enteredAt();
    boolean late = scene.leftInSight(since, scene.spec().progressDeadline()).isNegative();
    return late && !Locking.isHeld(scene.progress())
        ? Stops.stop(
            scene,
            Note.of(
                Reason.ProgressDeadlineExceeded,
                "%d of %d pods are of %s and ready, and it got no further within %s",
                scene.ready(scene.canary()),
                scene.workload().replicas(),
                scene.canary(),
                Words.time(scene.spec().progressDeadline())))
        : Optional.empty();
  }

  /** Time to progress counts from here, and with the first ready pod what metrics say. */
  static Optional<Decision> count(Scene scene) {
    Place place = scene.progress().step();
    int share = share(scene);
    return share <= place.reached()
        ? Optional.empty()
        : waiting(
            scene.memory().with(scene.progress().at(place.grown(scene.now(), share))),
            note(scene),
            LOOK);
  }

  private static int share(Scene scene) {
    int all = scene.workload().replicas();
    return all == 0 ? 0 : Math.min(100, 100 * scene.ready(scene.canary()) / all);
  }

  static Optional<Decision> awaitRolled(Scene scene) {
    return rolled(scene) ? Optional.empty() : waiting(note(scene), LOOK);
  }

  private static Note note(Scene scene) {
    return Note.of(
        Reason.RollingUpdate,
        "%d of %d pods are of %s and ready, %d of %s are left",
        scene.ready(scene.canary()),
        scene.workload().replicas(),
        scene.canary(),
        scene.pods(scene.stable()),
        scene.stable());
  }

  /** As the Deployment's own status says it, and as its ReplicaSets do: each may be old. */
  private static boolean rolled(Scene scene) {
    Workload workload = scene.workload();
    int all = workload.replicas();
    boolean said =
        workload.observedGeneration() >= workload.generation()
            && workload.currentReplicas() == all
            && workload.updatedReplicas() == all
            && workload.availableReplicas() == all;
    boolean othersLeft =
        scene.seen().replicaSets().stream()
            .anyMatch(rs -> rs.owned() && rs.wanted() > 0 && !rs.revision().equals(scene.canary()));
    return said && !othersLeft && scene.wanted(scene.canary()) == all;
  }

  static Optional<Decision> promoted(Scene scene) {
    return remember(
        scene.memory().with(scene.progress().promoted(scene.now())),
        Note.of(
            Reason.Promoted,
            "all %d pods of Deployment %s are of %s",
            scene.workload().replicas(),
            scene.spec().workload(),
            scene.canary()));
  }

  /** A newer template, or the end of the Rollout, ends it early; so does the loss of stable. */
  static boolean goesOn(Scene scene) {
    return left(scene).isPositive()
        && !scene.seen().deleting()
        && scene.wantedRevision().equals(scene.canary())
        && scene.replicaSet(scene.stable()).isPresent();
  }

  private static Duration left(Scene scene) {
    Instant promoted = scene.progress().promotedAt();
    return promoted == null ? Duration.ZERO : scene.left(promoted, scene.spec().warm());
  }

  static Optional<Decision> stay(Scene scene) {
    return waiting(
        Note.of(
            Reason.Watching,
            "%s has all the pods and is watched for %s",
            scene.canary(),
            Words.time(scene.spec().warm())),
        left(scene));
  }
}
