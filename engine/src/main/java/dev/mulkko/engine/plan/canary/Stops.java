package dev.mulkko.engine.plan.canary;

import static dev.mulkko.engine.plan.Decision.remember;

import dev.mulkko.engine.model.Progress.Abort;
import dev.mulkko.engine.model.Progress.Place;
import dev.mulkko.engine.model.Step;
import dev.mulkko.engine.plan.Decision;
import dev.mulkko.engine.plan.Note;
import dev.mulkko.engine.plan.Observation.Verb;
import dev.mulkko.engine.plan.Reason;
import dev.mulkko.engine.plan.Scene;
import dev.mulkko.engine.plan.gate.Comparing;
import dev.mulkko.engine.plan.gate.Questions;
import java.time.Instant;
import java.util.Optional;

/** Why a canary is taken out. Each stop is remembered before anything follows from it. */
public final class Stops {

  private Stops() {}

  public static Optional<Decision> whenDeleted(Scene scene) {
    return scene.seen().deleting()
        ? stop(scene, Note.of(Reason.RolloutDeleted, "the Rollout is being deleted"))
        : Optional.empty();
  }

  public static Optional<Decision> whenAsked(Scene scene) {
    return scene
        .seen()
        .asked()
        .filter(asked -> asked.verb() == Verb.Abort)
        .flatMap(
            asked ->
                stop(
                    scene, Note.of(Reason.AbortedByUser, "abort was asked for %s", asked.words())));
  }

  /**
   * A third template never meets a half-finished second one: traffic goes back to stable first. A
   * cache that is far behind tells of none; only a canary is not made of what it has.
   */
  public static Optional<Decision> whenSuperseded(Scene scene) {
    String wanted = scene.wantedRevision();
    boolean old = scene.workloadIsOld() && scene.replicaSet(scene.canary()).isPresent();
    if (old || wanted.equals(scene.canary()) || wanted.equals(scene.progress().undoes())) {
      return Optional.empty();
    }
    return wanted.equals(scene.stable())
        ? stop(
            scene,
            Note.of(Reason.TemplateSetBack, "the template was set back to stable's, %s", wanted))
        : stop(
            scene,
            Note.of(
                Reason.Superseded, "a newer template, %s, replaces %s", wanted, scene.canary()));
  }

  /** Back to what ran before, while it is still there: no new rollout, the way back. */
  static Optional<Decision> whenSetBack(Scene scene) {
    return isWarm(scene) && scene.wantedRevision().equals(scene.stable())
        ? whenSuperseded(scene)
        : Optional.empty();
  }

  /** After the swap too, for as long as stable has its pods. */
  static Optional<Decision> onTroubleWhileWarm(Scene scene) {
    return isWarm(scene) ? onTrouble(scene) : Optional.empty();
  }

  static Optional<Decision> whenLostWhileWarm(Scene scene) {
    boolean lost =
        isWarm(scene)
            && scene.workload().replicas() > 0
            && scene.service().readyOf(scene.canary()) == 0
            && scene.backendReady(scene.canary()) == 0
            && scene.backendReady(scene.stable()) > 0
            && !scene.podsDenyLoss();
    return lost
        ? stop(
            scene,
            Note.of(
                Reason.CanaryLost,
                "no pod of %s is ready, it was promoted a moment ago",
                scene.canary()))
        : Optional.empty();
  }

  private static boolean isWarm(Scene scene) {
    return scene.wanted(scene.stable()) > 0 && !scene.leadsPastStable();
  }

  public static Optional<Decision> onTrouble(Scene scene) {
    return scene.seen().pods().trouble().flatMap(note -> stop(scene, note));
  }

  /** What an undo goes back to exists only as a ReplicaSet: nobody could make it again. */
  static Optional<Decision> whenRevisionGone(Scene scene) {
    return scene.progress().undoes() != null && scene.replicaSet(scene.canary()).isEmpty()
        ? stop(
            scene,
            Note.of(
                Reason.RevisionGone,
                "the ReplicaSet of %s is gone: there is nothing to go back to",
                scene.canary()))
        : Optional.empty();
  }

  /** Emergency: a share of the traffic goes to a canary that has no ready pod left. */
  static Optional<Decision> whenCanaryLost(Scene scene) {
    boolean lost =
        Traffic.leadsToCanary(scene)
            && scene.workload().replicas() > 0
            && scene.backendReady(scene.canary()) == 0
            && scene.backendReady(scene.stable()) > 0
            && !scene.podsDenyLoss();
    return lost
        ? stop(
            scene,
            Note.of(
                Reason.CanaryLost,
                "no pod of %s is ready while it has %d %%%s of the traffic",
                scene.canary(),
                Traffic.weightOfCanary(scene),
                Words.besides(scene)))
        : Optional.empty();
  }

  /** What waits for a person, or with all its pods for numbers, has limits of its own. */
  private static boolean waitsForOthers(Scene scene) {
    if (Approvals.here(scene).isPresent()) {
      return scene.progress().step().startedAt() != null;
    }
    return (!Questions.judged(scene).isEmpty() || Comparing.isDue(scene))
        && scene.backendReady(scene.canary()) >= scene.canaryPods();
  }

  /** Counts from the start of the step, then from the end of its pause: a pause is not a stall. */
  static Optional<Decision> onDeadline(Scene scene) {
    Place step = scene.progress().step();
    Instant started = step.startedAt();
    Instant since = started == null ? step.enteredAt() : started.plus(scene.cursor().hold());
    boolean late =
        scene.progress().paused() == null
            && !waitsForOthers(scene)
            && scene.leftInSight(since, scene.spec().progressDeadline()).isNegative();
    return late
        ? stop(
            scene,
            Note.of(
                Reason.ProgressDeadlineExceeded,
                "step %s did not get its %d %% within %s: %d of the canary's pods are ready%s",
                scene.cursor().label(),
                scene.cursor().weight(),
                Words.time(scene.spec().progressDeadline()),
                scene.backendReady(scene.canary()),
                Probing.words(scene)))
        : Optional.empty();
  }

  /** A trial was to last so long, and no longer, whatever it showed. */
  static Optional<Decision> atTrialEnd(Scene scene) {
    boolean over =
        scene.progress().paused() == null
            && scene.cursor().step().filter(Step.End.class::isInstance).isPresent();
    return over
        ? stop(
            scene,
            Note.of(
                Reason.TrialEnded,
                "the trial is over after its last step: onComplete is Abort, retry runs it again"))
        : Optional.empty();
  }

  public static Optional<Decision> stop(Scene scene, Note why) {
    Abort abort = new Abort(why.reason().name(), why.message(), scene.now());
    return remember(scene.memory().with(scene.progress().aborted(abort)), why);
  }
}
