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
import dev.mulkko.engine.plan.LetGo;
import dev.mulkko.engine.plan.Note;
import dev.mulkko.engine.plan.Observation.Workload;
import dev.mulkko.engine.plan.Plan.Phase;
import dev.mulkko.engine.plan.Reason;
import dev.mulkko.engine.plan.Scene;
import java.util.Optional;
import java.util.Set;

/** The ways into rest, out of rest, and what is done there. */
public final class Rest {

  /** After these a canary is not refused: nothing was wrong with it. */
  private static final Set<Reason> NOT_ITS_FAULT =
      Set.of(Reason.Superseded, Reason.TemplateSetBack, Reason.RolloutDeleted);

  private Rest() {}

  static Optional<Decision> letGoWhenDeleted(Scene scene) {
    if (!scene.seen().deleting()) {
      return Optional.empty();
    }
    // Its controller copies the marks of a Deployment onto the ReplicaSets that are given back.
    return freed(scene)
        .or(() -> unmark(scene))
        .or(() -> History.giveBack(scene))
        .or(() -> release(scene))
        .or(() -> waiting(Note.of(Reason.RolloutDeleted, "nothing is left to give back")));
  }

  /**
   * A refused template that is not held would be rolled out by the Deployment controller, or has
   * been already: it is taken out once more, as it was the first time.
   */
  static Optional<Decision> holdRefused(Scene scene) {
    boolean held = scene.workload().paused() && !scene.rollsByItself();
    if (held || scene.wantedRevision().equals(scene.stable())) {
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

  /**
   * The same version, with its pods to be started anew: the Deployment does that best, with the
   * surge that its user chose.
   */
  static Optional<Decision> restart(Scene scene) {
    String wanted = scene.wantedRevision();
    Workload workload = scene.workload();
    boolean restarts =
        scene.replicaSet(scene.stable()).stream()
            .anyMatch(rs -> workload.template().restarts(rs.template()));
    boolean refused = scene.memory().refusal(wanted).isPresent();
    if (!restarts || refused || scene.spec().suspended()) {
      return Optional.empty();
    }
    if (heldByUs(scene) && workload.paused()) {
      return act(
          new Action.Resume(),
          Note.of(
              Reason.Restarting,
              "%s is %s with its pods started anew: Deployment %s does it by itself",
              wanted,
              scene.stable(),
              scene.spec().workload()));
    }
    Optional<Decision> restarted =
        Attach.settled(scene)
            .flatMap(
                rs ->
                    remember(
                        scene
                            .memory()
                            .attached(workload.uid(), rs.revision(), workload.generation()),
                        Note.of(
                            Reason.Restarted,
                            "%s runs with its pods started anew, as %s",
                            scene.stable(),
                            rs.revision())));
    // It may last for ever, and what was before it is over.
    return restarted
        .or(() -> release(scene))
        .or(
            () ->
                as(
                    Phase.Progressing,
                    waiting(
                        Note.of(
                            Reason.Restarting,
                            "Deployment %s starts its pods anew: %d of %d are of %s and available",
                            scene.spec().workload(),
                            Math.min(workload.updatedReplicas(), workload.availableReplicas()),
                            workload.replicas(),
                            wanted))));
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
    Optional<Decision> objected = Attach.objected(scene);
    if (objected.isPresent()) {
      return objected;
    }
    Optional<Decision> unnamed = Unnamed.refuse(scene, wanted);
    if (unnamed.isPresent()) {
      return unnamed;
    }
    boolean rolls = rollsAsItShall(scene, wanted);
    if (!workload.paused() && !rolls) {
      return Guards.holdDeployment(scene);
    }
    Optional<Decision> suspended = Pauses.startNothing(scene, wanted);
    if (suspended.isPresent()) {
      return suspended;
    }
    if (!rolls && workload.observedGeneration() < workload.generation()) {
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

  /** Where the Deployment is to roll by itself, one that does already is watched from here on. */
  private static boolean rollsAsItShall(Scene scene, String wanted) {
    return scene.spec().rolling()
        && !scene.workload().paused()
        && scene.owned(wanted)
        && scene.wanted(wanted) > 0;
  }

  /**
   * The last act of a rollout. A refused template stays held: resumed, the Deployment would roll it
   * out by itself.
   */
  static Optional<Decision> resumeDeployment(Scene scene) {
    return scene.seen().holdsAtRest() ? Optional.empty() : freed(scene);
  }

  private static Optional<Decision> freed(Scene scene) {
    return heldByUs(scene) && scene.wantedRevision().equals(scene.memory().stable())
        ? act(
            new Action.Resume(),
            Note.of(Reason.Resumed, "Deployment %s is its own again", scene.spec().workload()))
        : Optional.empty();
  }

  static boolean heldByUs(Scene scene) {
    return scene.spec().rollout().equals(scene.workload().heldBy());
  }

  public static Optional<Decision> release(Scene scene) {
    return scene.seen().claimed()
        ? act(
            new Action.Release(),
            Note.of(Reason.Released, "the Rollout may be deleted at once again"))
        : Optional.empty();
  }

  /**
   * Before the Rollout is gone: afterwards nobody would know whose mark it is. A Deployment that
   * stays paused without us needs a word to its people.
   */
  public static Optional<Decision> unmark(Scene scene) {
    return heldByUs(scene)
        ? act(new Action.Unmark(), LetGo.unmarked(scene.spec(), scene.workload()))
        : Optional.empty();
  }

  /** For a cluster that cannot pause it in the write that changes its template. */
  static Optional<Decision> holdAtRest(Scene scene) {
    boolean free = !scene.seen().holdsAtRest() || scene.workload().paused();
    return free || scene.rollsByItself()
        ? Optional.empty()
        : act(
            new Action.Pause(),
            Note.of(
                Reason.Held,
                "Deployment %s is paused at rest, so that a new template starts nothing by itself",
                scene.spec().workload()));
  }

  static Optional<Decision> idle(Scene scene) {
    return scene
        .memory()
        .refusal(scene.wantedRevision())
        .map(refused -> as(Phase.RolledBack, waiting(refusedNote(scene, refused))))
        .orElseGet(
            () -> waiting(Note.of(Reason.Healthy, "%s has %s", scene.stable(), Words.all(scene))));
  }

  private static Note refusedNote(Scene scene, Refused refused) {
    return Note.of(
        Reason.RolledBack,
        "%s was refused (%s: %s); %s has %s, a new template starts the next rollout",
        refused.revision(),
        refused.reason(),
        refused.message(),
        scene.stable(),
        Words.all(scene));
  }

  /** An undo refuses what it took away: whoever goes on writing that template changes nothing. */
  public static Optional<Decision> complete(Scene scene) {
    Memory rested = scene.memory().rested(scene.canary());
    Memory next = scene.progress().undoes() == null ? rested : Undo.refusing(scene, rested);
    return as(
        phase(scene.wantedRevision(), next),
        remember(
            next,
            Note.of(
                Reason.Completed,
                "%s has %s, nothing is left of the rollout",
                scene.canary(),
                Words.all(scene))));
  }

  public static Optional<Decision> rolledBack(Scene scene) {
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
        phase(scene.wantedRevision(), next),
        remember(
            next,
            Note.of(
                Reason.RolledBack,
                "%s is out (%s: %s); %s has %s",
                scene.canary(),
                abort.reason(),
                abort.message(),
                scene.stable(),
                Words.all(scene))));
  }

  /** What the next pass will find: whoever waits for the newest template is not told of a rest. */
  static Phase phase(String wanted, Memory next) {
    if (wanted.equals(next.stable())) {
      return Phase.Healthy;
    }
    return next.refusal(wanted).isPresent() ? Phase.RolledBack : Phase.Progressing;
  }
}
