package dev.mulkko.engine.plan.canary;

import static dev.mulkko.engine.plan.Decision.act;
import static dev.mulkko.engine.plan.Decision.as;
import static dev.mulkko.engine.plan.Decision.remember;
import static dev.mulkko.engine.plan.Decision.waiting;

import dev.mulkko.engine.model.Memory;
import dev.mulkko.engine.model.Memory.Refused;
import dev.mulkko.engine.model.Progress;
import dev.mulkko.engine.model.Progress.Abort;
import dev.mulkko.engine.plan.Action;
import dev.mulkko.engine.plan.Decision;
import dev.mulkko.engine.plan.Note;
import dev.mulkko.engine.plan.Observation.ReplicaSet;
import dev.mulkko.engine.plan.Observation.Workload;
import dev.mulkko.engine.plan.Plan.Phase;
import dev.mulkko.engine.plan.Reason;
import dev.mulkko.engine.plan.Scene;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The ways into rest, out of rest, and what is done there. */
final class Rest {

  /** After these a canary is not refused: nothing was wrong with it. */
  private static final Set<Reason> NOT_ITS_FAULT =
      Set.of(Reason.Superseded, Reason.TemplateSetBack, Reason.RolloutDeleted);

  private Rest() {}

  static Optional<Decision> letGoWhenDeleted(Scene scene) {
    if (!scene.seen().deleting()) {
      return Optional.empty();
    }
    return resumeDeployment(scene)
        .or(() -> release(scene))
        .or(() -> waiting(Note.of(Reason.RolloutDeleted, "nothing is left to give back")));
  }

  /**
   * Only when the Deployment's own rolling update is over, so that there is one revision to call
   * stable.
   */
  static Optional<Decision> attach(Scene scene) {
    if (scene.memory().stable() != null) {
      return Optional.empty();
    }
    if (!scene.seen().objections().isEmpty()) {
      return as(
          Phase.Stalled,
          waiting(new Note(Reason.CannotAttach, String.join("; ", scene.seen().objections()))));
    }
    List<ReplicaSet> active = active(scene);
    if (active.size() != 1 && heldByUs(scene)) {
      return act(
          new Action.Resume(),
          Note.of(
              Reason.Resumed,
              "Deployment %s was held before it was attached: its first rollout is its own",
              scene.spec().workload()));
    }
    return only(active)
        .filter(rs -> settledNatively(scene.workload(), rs))
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
    return remember(
        scene.memory().attached(workload.uid(), rs.revision(), accepted),
        Note.of(
            Reason.Attached,
            "attached to Deployment %s, stable is %s",
            scene.spec().workload(),
            rs.revision()));
  }

  /**
   * A refused template that is not held would be rolled out by the Deployment controller: it is
   * taken out once more, as it was the first time.
   */
  static Optional<Decision> holdRefused(Scene scene) {
    if (scene.workload().paused() || scene.wantedRevision().equals(scene.stable())) {
      return Optional.empty();
    }
    return scene
        .memory()
        .refusal(scene.wantedRevision())
        .flatMap(
            refused -> {
              Abort again = new Abort(refused.reason(), refused.message(), scene.now());
              Progress first =
                  Progress.begin(refused.revision(), scene.now(), scene.workload().changedBy());
              return remember(
                  scene.memory().started(first.aborted(again), scene.workload().generation()),
                  Note.of(
                      Reason.Held,
                      "%s was refused before (%s), and nobody holds it: it is taken out again",
                      refused.revision(),
                      refused.reason()));
            });
  }

  /** The generation guards against a cache that is older than the last decision. */
  static Optional<Decision> startRollout(Scene scene) {
    String wanted = scene.wantedRevision();
    Workload workload = scene.workload();
    if (wanted.equals(scene.stable())
        || workload.generation() <= scene.memory().acceptedGeneration()
        || scene.memory().refusal(wanted).isPresent()) {
      return Optional.empty();
    }
    if (!scene.seen().objections().isEmpty()) {
      return as(
          Phase.Stalled,
          waiting(new Note(Reason.CannotAttach, String.join("; ", scene.seen().objections()))));
    }
    if (!workload.paused()) {
      return Guards.holdDeployment(scene);
    }
    if (workload.observedGeneration() < workload.generation()) {
      return as(
          Phase.Progressing,
          waiting(
              Note.of(
                  Reason.Held,
                  "Deployment %s is paused; its controller has not seen that yet",
                  scene.spec().workload())));
    }
    Progress first = Progress.begin(wanted, scene.now(), workload.changedBy());
    String by = workload.changedBy() == null ? "" : ", changed by " + workload.changedBy();
    return as(
        Phase.Progressing,
        remember(
            scene.memory().started(first, workload.generation()),
            Note.of(
                Reason.RevisionSeen, "%s was seen%s; stable is %s", wanted, by, scene.stable())));
  }

  /**
   * The last act of a rollout. A refused template stays held: resumed, the Deployment would roll it
   * out by itself.
   */
  static Optional<Decision> resumeDeployment(Scene scene) {
    return heldByUs(scene) && scene.wantedRevision().equals(scene.memory().stable())
        ? act(
            new Action.Resume(),
            Note.of(Reason.Resumed, "Deployment %s is its own again", scene.spec().workload()))
        : Optional.empty();
  }

  private static boolean heldByUs(Scene scene) {
    return scene.spec().rollout().equals(scene.workload().heldBy());
  }

  static Optional<Decision> release(Scene scene) {
    return scene.seen().claimed()
        ? act(
            new Action.Release(),
            Note.of(Reason.Released, "the Rollout may be deleted at once again"))
        : Optional.empty();
  }

  static Optional<Decision> idle(Scene scene) {
    return scene
        .memory()
        .refusal(scene.wantedRevision())
        .map(refused -> as(Phase.RolledBack, waiting(refusedNote(scene, refused))))
        .orElseGet(
            () -> waiting(Note.of(Reason.Healthy, "%s has all the traffic", scene.stable())));
  }

  private static Note refusedNote(Scene scene, Refused refused) {
    return Note.of(
        Reason.RolledBack,
        "%s was refused (%s: %s); %s has all the traffic, a new template starts the next rollout",
        refused.revision(),
        refused.reason(),
        refused.message(),
        scene.stable());
  }

  static Optional<Decision> complete(Scene scene) {
    return as(
        Phase.Healthy,
        remember(
            scene.memory().rested(scene.canary()),
            Note.of(
                Reason.Completed,
                "%s has all the traffic, nothing is left of the rollout",
                scene.canary())));
  }

  static Optional<Decision> rolledBack(Scene scene) {
    Abort abort = scene.progress().abort();
    if (abort == null) {
      throw new IllegalStateException("only an aborted rollout is rolled back");
    }
    boolean refused = !NOT_ITS_FAULT.contains(Reason.valueOf(abort.reason()));
    Memory rested =
        scene.memory().rested(scene.stable()).notAccepted(scene.workload().generation());
    Memory next =
        refused
            ? rested.refusing(
                new Refused(scene.canary(), abort.reason(), abort.message(), abort.at()))
            : rested;
    return as(
        refused ? Phase.RolledBack : Phase.Healthy,
        remember(
            next,
            Note.of(
                Reason.RolledBack,
                "%s is out (%s: %s); %s has all the traffic",
                scene.canary(),
                abort.reason(),
                abort.message(),
                scene.stable())));
  }
}
