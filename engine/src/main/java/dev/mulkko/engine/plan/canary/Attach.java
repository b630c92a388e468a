package dev.mulkko.engine.plan.canary;

import static dev.mulkko.engine.plan.Decision.act;
import static dev.mulkko.engine.plan.Decision.as;
import static dev.mulkko.engine.plan.Decision.remember;
import static dev.mulkko.engine.plan.Decision.waiting;

import dev.mulkko.engine.model.Memory;
import dev.mulkko.engine.plan.Action;
import dev.mulkko.engine.plan.Decision;
import dev.mulkko.engine.plan.Note;
import dev.mulkko.engine.plan.Observation.ReplicaSet;
import dev.mulkko.engine.plan.Observation.Workload;
import dev.mulkko.engine.plan.Plan.Phase;
import dev.mulkko.engine.plan.Reason;
import dev.mulkko.engine.plan.Scene;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Which of the Deployment's revisions is stable. */
final class Attach {

  private Attach() {}

  /** Somebody deleted stable's ReplicaSet: what the Deployment controller makes in its place is. */
  static Optional<Decision> anew(Scene scene) {
    String stable = scene.memory().stable();
    if (stable == null || scene.replicaSet(stable).isPresent()) {
      return Optional.empty();
    }
    return Rest.release(scene)
        .or(
            () ->
                as(
                    Phase.Pending,
                    remember(
                        scene.memory().detached(),
                        Note.of(
                            Reason.StableReplaced,
                            "the ReplicaSet of stable %s is gone: what runs in its place will be"
                                + " stable",
                            stable))));
  }

  /**
   * Only when the Deployment's own rolling update is over, so that there is one revision to call
   * stable.
   */
  static Optional<Decision> toWhatRuns(Scene scene) {
    if (scene.memory().stable() != null) {
      return Optional.empty();
    }
    Optional<Decision> objected = objected(scene);
    if (objected.isPresent()) {
      return objected;
    }
    List<ReplicaSet> active = active(scene);
    if (active.size() != 1 && Rest.heldByUs(scene)) {
      return act(
          new Action.Resume(),
          Note.of(
              Reason.Resumed,
              "Deployment %s was held before it was attached: its first rollout is its own",
              scene.spec().workload()));
    }
    return settled(scene)
        .map(rs -> attachTo(scene, rs))
        .orElseGet(
            () ->
                as(
                    Phase.Pending,
                    waiting(
                        Note.of(
                            Reason.WaitingForNativeRollout,
                            "Deployment %s has not finished its own rollout: %d of %d pods available",
                            scene.spec().workload(),
                            scene.workload().availableReplicas(),
                            scene.workload().replicas()))));
  }

  /** What runs alone, when the Deployment's own rolling update is over. */
  static Optional<ReplicaSet> settled(Scene scene) {
    return only(active(scene)).filter(rs -> settledNatively(scene.workload(), rs));
  }

  /** Looked at again even without an event: it may end with an object that nobody watches. */
  static Optional<Decision> objected(Scene scene) {
    List<String> objections = scene.seen().objections();
    return objections.isEmpty()
        ? Optional.empty()
        : as(
            Phase.Stalled,
            waiting(
                new Note(Reason.CannotAttach, String.join("; ", objections)),
                Duration.ofSeconds(10)));
  }

  private static List<ReplicaSet> active(Scene scene) {
    boolean scaledToZero = scene.workload().replicas() == 0;
    return scene.seen().replicaSets().stream()
        .filter(ReplicaSet::owned)
        .filter(
            rs ->
                rs.wanted() > 0
                    || rs.current() > 0
                    || (scaledToZero && rs.template().equals(scene.workload().template())))
        .toList();
  }

  private static Optional<ReplicaSet> only(List<ReplicaSet> found) {
    return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
  }

  /**
   * A held Deployment may already have a template that nobody has run: then the running one is
   * stable all the same.
   */
  private static boolean settledNatively(Workload workload, ReplicaSet rs) {
    return workload.observedGeneration() >= workload.generation()
        && (workload.paused() || rs.template().equals(workload.template()))
        && rs.current() == workload.replicas()
        && rs.ready() >= workload.replicas();
  }

  private static Optional<Decision> attachTo(Scene scene, ReplicaSet rs) {
    Workload workload = scene.workload();
    boolean templateRuns = rs.template().equals(workload.template());
    long accepted = templateRuns ? workload.generation() : workload.generation() - 1;
    Memory next = scene.memory().attached(workload.uid(), rs.revision(), accepted);
    return as(
        Rest.phase(scene.wantedRevision(), next),
        remember(
            next,
            Note.of(
                Reason.Attached,
                "attached to Deployment %s, stable is %s",
                scene.spec().workload(),
                rs.revision())));
  }
}
