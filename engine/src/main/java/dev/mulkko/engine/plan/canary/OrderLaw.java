package dev.mulkko.engine.plan.canary;

import static dev.mulkko.engine.plan.Rule.rule;

import dev.mulkko.engine.plan.Plan.Phase;
import dev.mulkko.engine.plan.RuleList;
import dev.mulkko.engine.plan.Scene;
import dev.mulkko.engine.plan.record.Recording;
import java.util.List;

/**
 * The order in which a canary may act, as lists that can be read.
 *
 * <p>Every list is asked from its top at every pass, so it must hold at any place at which the
 * operator may have died. The swap rule runs through all of them: the Deployment owns exactly one
 * ReplicaSet, the one that carries the traffic; the canary, the previous stable and history are
 * parked.
 */
public final class OrderLaw {

  /** No rollout is going on. */
  static final RuleList REST =
      new RuleList(
          "rest",
          Phase.Healthy,
          List.of(
              rule("letGoWhenDeleted", Rest::letGoWhenDeleted),
              rule("answer", Asks::whenAtRest),
              rule("attachAnew", Attach::anew),
              rule("attach", Attach::toWhatRuns),
              rule("holdRefused", Rest::holdRefused),
              rule("restart", Rest::restart),
              rule("startRollout", Rest::startRollout),
              rule("holdAtRest", Rest::holdAtRest),
              rule("resumeDeployment", Rest::resumeDeployment),
              rule("release", Rest::release),
              rule("trimHistory", History::trim),
              rule("idle", Rest::idle)));

  /** Weight by weight up to 100 %. */
  static final RuleList FORWARD =
      new RuleList(
          "forward",
          Phase.Progressing,
          List.of(
              rule("holdDeployment", Guards::holdDeployment),
              rule("stopWhenDeleted", Stops::whenDeleted),
              rule("stopWhenAsked", Stops::whenAsked),
              rule("stopWhenSuperseded", Stops::whenSuperseded),
              rule("stopOnTrouble", Stops::onTrouble),
              rule("stopOnMetrics", Gates::stopOnMetrics),
              rule("stopWhenWorse", Compared::stopWhenWorse),
              rule("stopWhenRevisionGone", Stops::whenRevisionGone),
              rule("stopWhenCanaryLost", Stops::whenCanaryLost),
              rule("stopOnDeadline", Stops::onDeadline),
              rule("stopAtTrialEnd", Stops::atTrialEnd),
              rule("endApproval", Approvals::end),
              rule("claim", Guards::claim),
              rule("parkOthers", Guards::parkOthers),
              rule("rescue", Traffic::rescue),
              rule("takeOver", Swap::takeOver),
              rule("addToRecord", Recording::add),
              rule("answer", Asks::onTheWay),
              rule("suspend", Pauses::followSpec),
              rule("lock", Locking::follow),
              rule("awaitLock", Locking::await),
              rule("followEditedSteps", Steps::follow),
              rule("pinStable", Pins::stableAtFirst),
              rule("awaitPin", Pins::awaitStableAtFirst),
              rule("restoreLeft", Traffic::restoreLeft),
              rule("retireStrangers", Retire::strangers),
              rule("refuseMirror", Traffic::refuseMirror),
              rule("createBackends", Capacity::createBackends),
              rule("raiseCapacity", Capacity::raise),
              rule("awaitEndpoints", Capacity::awaitEndpoints),
              rule("openRecord", Recording::open),
              rule("pinPreview", Preview::pin),
              rule("leadPreviews", Preview::lead),
              rule("learnAnswers", Probing::learn),
              rule("nameRevisions", Traffic::nameRevisions),
              rule("settleNames", Traffic::settleNames),
              rule("shiftTraffic", Traffic::shift),
              rule("awaitVerification", Traffic::awaitVerification),
              rule("settle", Traffic::settleShift),
              rule("awaitProbe", Probing::await),
              rule("lowerCapacity", Capacity::lower),
              rule("shareService", Pins::shareBesideRoutes),
              rule("stayPaused", Pauses::stay),
              rule("startClock", Steps::startClock),
              rule("endSilence", Gates::endSilence),
              rule("endUndecided", Compared::endUndecided),
              rule("holdStep", Steps::hold),
              rule("awaitApproval", Approvals::await),
              rule("awaitEvidence", Gates::awaitEvidence),
              rule("awaitVerdict", Compared::awaitVerdict),
              rule("awaitPromotion", Locking::awaitPromotion),
              rule("advance", Steps::advance)));

  /** The canary has 100 % of the route: the Service follows, then the Deployment. */
  static final RuleList FINISH =
      new RuleList(
          "finish",
          Phase.Promoting,
          List.of(
              rule("closeGap", Swap::adoptCanaryInGap),
              rule("holdDeployment", Guards::holdDeployment),
              rule("stopWhenDeleted", Stops::whenDeleted),
              rule("stopWhenAsked", Stops::whenAsked),
              rule("stopWhenSuperseded", Stops::whenSuperseded),
              rule("stopOnTrouble", Stops::onTrouble),
              rule("stopWhenRevisionGone", Stops::whenRevisionGone),
              rule("stopWhenCanaryLost", Stops::whenCanaryLost),
              rule("stopOnDeadline", Stops::onDeadline),
              rule("parkOthers", Guards::parkOthers),
              rule("answer", Asks::whileFinishing),
              rule("suspend", Pauses::followSpec),
              rule("createBackends", Capacity::createBackends),
              rule("raiseCapacity", Capacity::raise),
              rule("awaitEndpoints", Capacity::awaitEndpoints),
              rule("keepTraffic", Traffic::shift),
              rule("restoreLeft", Traffic::restoreLeft),
              rule("awaitVerification", Traffic::awaitVerification),
              rule("stayPaused", Pauses::stay),
              rule("pinBoth", Pins::both),
              rule("settleBoth", Pins::settleBoth),
              rule("pinCanary", Pins::canary),
              rule("awaitPin", Pins::awaitCanary),
              rule("settlePin", Pins::settleCanary),
              rule("retireStrangers", Retire::strangers),
              rule("parkStable", Swap::parkStable)));

  /** The Deployment owns the canary: the route goes home, the old revision goes. */
  static final RuleList CLOSE =
      new RuleList(
          "close",
          Phase.Promoting,
          List.of(
              rule("holdDeployment", Guards::holdDeployment),
              rule("parkOthers", Guards::parkAllButCanary),
              rule("answer", Asks::whenPromoted),
              rule("stopWhenAsked", Stops::whenAsked),
              rule("stopWhenSetBack", Stops::whenSetBack),
              rule("stopOnTrouble", Stops::onTroubleWhileWarm),
              rule("stopOnMetrics", Gates::stopOnMetricsWhenPromoted),
              rule("stopWhenCanaryLost", Stops::whenLostWhileWarm),
              rule("awaitAdoption", Swap::awaitAdoption),
              rule("promoted", Swap::promoted),
              rule("mendBackends", Capacity::mendBackends),
              rule("keepPin", Pins::keepCanary),
              rule("awaitPin", Pins::awaitKept),
              rule("restoreLeft", Traffic::restoreLeft),
              rule("leadPreviewsHome", Preview::leadHome),
              rule("leadHome", Traffic::leadHome),
              rule("awaitVerification", Traffic::awaitVerification),
              rule("settleHome", Traffic::settleHome),
              rule("awaitScaleDownDelay", Retire::delayAfterPromotion),
              rule("retireOld", Retire::parked),
              rule("awaitOldGone", Retire::awaitStableGone),
              rule("restoreRoute", Traffic::restore),
              rule("unpin", Pins::none),
              rule("freePreview", Preview::free),
              rule("removeBackends", Retire::backends),
              rule("complete", Rest::complete)));

  /**
   * An abort after the swap: traffic back to the parked stable, then the Deployment. What is left
   * after that is an abort like any other.
   */
  static final RuleList SWAP_BACK =
      new RuleList(
          "swap back",
          Phase.Aborting,
          List.of(
              rule("holdDeployment", Guards::holdDeployment),
              rule("parkOthers", Guards::parkAllButCanary),
              rule("noWayBack", Swap::noWayBack),
              rule("answerOthers", Asks::whileAborting),
              rule("createBackends", Capacity::createBackends),
              rule("rescue", Traffic::rescue),
              rule("unpinLost", Pins::noneWhenLost),
              rule("raiseStable", Capacity::raiseStable),
              rule("awaitStable", Capacity::awaitStableWhole),
              rule("returnTraffic", Traffic::takeBack),
              rule("restoreLeft", Traffic::restoreLeft),
              rule("awaitVerification", Traffic::awaitVerification),
              rule("settle", Traffic::settleTakenBack),
              rule("pinBoth", Pins::bothAgain),
              rule("settleBoth", Pins::settleBothAgain),
              rule("pinStable", Pins::stableAgain),
              rule("awaitPin", Pins::awaitStableAgain),
              rule("settlePin", Pins::settleStable),
              rule("parkCanary", Swap::parkCanary)));

  /** Traffic back to stable, then the canary away. It never waits for the failed revision. */
  static final RuleList ABORT =
      new RuleList(
          "abort",
          Phase.Aborting,
          List.of(
              rule("holdDeployment", Guards::holdDeployment),
              rule("parkOthers", Guards::parkOthers),
              rule("closeGap", Swap::adoptStableInGap),
              rule("claim", Guards::claimWhilePodsAreLeft),
              rule("answerOthers", Asks::whileAborting),
              rule("rescue", Traffic::rescue),
              rule("takeOver", Swap::takeOver),
              rule("giveWay", Swap::giveWay),
              rule("mendBackends", Capacity::mendBackends),
              rule("awaitStable", Capacity::awaitStable),
              rule("returnTraffic", Traffic::giveBack),
              rule("pinAtOnce", Pins::stableAtOnce),
              rule("restoreLeft", Traffic::restoreLeft),
              rule("awaitVerification", Traffic::awaitVerification),
              rule("pinStable", Pins::keepStable),
              rule("awaitPin", Pins::awaitStable),
              rule("leadPreviewsHome", Preview::leadHome),
              rule("settle", Traffic::settleReturn),
              rule("answerAborted", Asks::aborted),
              rule("awaitScaleDownDelay", Retire::delayAfterReturn),
              rule("retireCanary", Retire::parked),
              rule("awaitCanaryGone", Retire::awaitCanaryGone),
              rule("leadHome", Traffic::leadHome),
              rule("settleHome", Traffic::settleHome),
              rule("restoreRoute", Traffic::restore),
              rule("unpin", Pins::none),
              rule("freePreview", Preview::free),
              rule("removeBackends", Retire::backends),
              rule("rolledBack", Rest::rolledBack)));

  /** All lists, for tests and for {@code explain}. */
  public static final List<RuleList> ALL = List.of(REST, FORWARD, FINISH, CLOSE, SWAP_BACK, ABORT);

  private OrderLaw() {}

  /** The list that holds for what was seen. */
  public static RuleList listFor(Scene scene) {
    if (!scene.inRollout()) {
      return REST;
    }
    if (scene.swapped()) {
      return scene.progress().abort() == null ? CLOSE : SWAP_BACK;
    }
    if (scene.progress().abort() != null) {
      return ABORT;
    }
    return scene.cursor().done() && !Steps.cutShort(scene) ? FINISH : FORWARD;
  }
}
