package dev.mulkko.engine.plan.rolling;

import static dev.mulkko.engine.plan.Rule.rule;

import dev.mulkko.engine.plan.Plan.Phase;
import dev.mulkko.engine.plan.RuleList;
import dev.mulkko.engine.plan.Scene;
import dev.mulkko.engine.plan.canary.Asks;
import dev.mulkko.engine.plan.canary.Gates;
import dev.mulkko.engine.plan.canary.Guards;
import dev.mulkko.engine.plan.canary.Locking;
import dev.mulkko.engine.plan.canary.Pins;
import dev.mulkko.engine.plan.canary.Rest;
import dev.mulkko.engine.plan.canary.Retire;
import dev.mulkko.engine.plan.canary.Stops;
import dev.mulkko.engine.plan.canary.Swap;
import dev.mulkko.engine.plan.record.Recording;
import java.util.List;

/**
 * The order in which a rolling update may be begun, watched and taken back. At rest the lists of
 * all strategies are the same.
 *
 * <p>Here alone the Deployment owns two ReplicaSets with pods, and only while it is unpaused: its
 * controller goes from one to the other within the user's own maxSurge and maxUnavailable. Paused,
 * it would scale both in proportion and stop; so it is paused only to give one of them away.
 */
public final class RollingLaw {

  /** From a template that is held to the last pod of it. */
  static final RuleList ROLLING =
      new RuleList(
          "rolling",
          Phase.Progressing,
          List.of(
              rule("letGoWhenDeleted", Farewell::whenDeleted),
              rule("attachAnew", StableGone::attachAnew),
              rule("stopWhenDeleted", Stops::whenDeleted),
              rule("stopWhenAsked", Stops::whenAsked),
              rule("stopWhenSuperseded", Stops::whenSuperseded),
              rule("stopOnTrouble", Stops::onTrouble),
              rule("stopOnMetrics", Gates::stopOnMetrics),
              rule("stopOnSilence", Watch::stopOnSilence),
              rule("stopWhenLost", Watch::stopWhenLost),
              rule("stopOnDeadline", Watch::stopOnDeadline),
              rule("holdDeployment", Start::hold),
              rule("claim", Guards::claim),
              rule("answer", Replies::onTheWay),
              rule("parkOthers", Start::parkOthers),
              rule("closeGap", Start::closeGap),
              rule("unpin", Pins::none),
              rule("lock", Locking::follow),
              rule("awaitLock", Locking::await),
              rule("createReplicaSet", Start::create),
              rule("adopt", Start::adopt),
              rule("resumeDeployment", Start::resume),
              rule("count", Watch::count),
              rule("openRecord", Recording::openWhenImagesAreKnown),
              rule("awaitRolled", Watch::awaitRolled),
              rule("promoted", Watch::promoted)));

  /** All pods are of the new revision, which may still prove bad. */
  static final RuleList WATCH =
      new RuleList(
          "rolling watch",
          Phase.Promoting,
          List.of(
              rule("answer", Asks::whenPromoted),
              rule("stopWhenAsked", Stops::whenAsked),
              rule("stopOnTrouble", Stops::onTrouble),
              rule("stopOnMetrics", Gates::stopOnMetrics),
              rule("stopWhenLost", Watch::stopWhenLost),
              rule("watch", Watch::stay)));

  /** The new revision is stable: what ran before is kept without pods. */
  static final RuleList CLOSE =
      new RuleList(
          "rolling close",
          Phase.Promoting,
          List.of(
              rule("parkOld", Start::parkOld),
              rule("retireOld", Retire::parked),
              rule("awaitOldGone", Retire::awaitStableGone),
              rule("complete", Rest::complete)));

  /**
   * The new ReplicaSet is taken from the paused Deployment, with its pods: the controller then has
   * stable alone, and grows it back by itself. Only after that do the new pods go.
   */
  static final RuleList ABORT =
      new RuleList(
          "rolling abort",
          Phase.Aborting,
          List.of(
              rule("holdDeployment", Guards::holdDeployment),
              rule("goOnWithoutStable", StableGone::goOn),
              rule("parkNew", Guards::parkOthers),
              rule("closeGap", Swap::adoptStableInGap),
              rule("claim", Guards::claimWhilePodsAreLeft),
              rule("answerOthers", Asks::whileAborting),
              rule("pinStable", Return::pin),
              rule("awaitPin", Return::awaitPin),
              rule("settlePin", Return::settlePin),
              rule("awaitStable", Return::awaitStable),
              rule("answerAborted", Asks::aborted),
              rule("retireNew", Retire::parked),
              rule("awaitNewGone", Retire::awaitCanaryGone),
              rule("unpin", Pins::none),
              rule("rolledBack", Rest::rolledBack)));

  /** All lists, for tests and for {@code explain}. */
  public static final List<RuleList> ALL = List.of(ROLLING, WATCH, CLOSE, ABORT);

  private RollingLaw() {}

  /** The list that holds for what was seen. */
  public static RuleList listFor(Scene scene) {
    if (scene.progress().abort() != null) {
      return ABORT;
    }
    if (scene.progress().promotedAt() == null) {
      return ROLLING;
    }
    return Watch.goesOn(scene) ? WATCH : CLOSE;
  }
}
