package dev.mulkko.engine.story;

import static dev.mulkko.engine.story.Tales.pause;
import static dev.mulkko.engine.story.Tales.weight;

import dev.mulkko.engine.Specs;
import dev.mulkko.engine.model.Analysis;
import dev.mulkko.engine.model.Limit;
import dev.mulkko.engine.model.Metric;
import dev.mulkko.engine.model.Reading;
import dev.mulkko.engine.model.Spec;
import dev.mulkko.engine.plan.Observation.Verb;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** The Deployment rolls by itself, and is taken back in the middle. */
final class RollingTales {
  private static final Spec WORKER = Specs.worker(Duration.ZERO);
  private static final Spec WATCHED = Specs.worker(Duration.ofSeconds(30));
  private static final Spec SERVED = Specs.rolling(Duration.ZERO);
  private static final Spec CANARY = Specs.direct(Story.spec(weight(50), pause(30)));
  private static final Spec JUDGED = Specs.with(WATCHED, judging(false));

  static final List<Tale> ALL =
      List.of(
          worker("aWorkerIsRolledByItsDeployment", s -> rolling(s).untilRest()),
          served("aServiceIsNotTouchedByAGoodRoll", s -> rolling(s).untilRest()),
          worker(
              "anAbortInTheMiddleOfARollGrowsStableBack",
              s -> rolling(s).untilReady(3).then(User::abort).untilRest()),
          served(
              "anAbortedRollPinsTheServiceToStableWhileNewPodsAreLeft",
              s -> rolling(s).untilReady(3).then(User::abort).untilRest()),
          served(
              "aPinnedStableThatStarvesInAnAbortIsUnpinned",
              s ->
                  rolling(s)
                      .untilReady(3)
                      .then(User::abort)
                      .untilPinned("v1-native")
                      .then(u -> u.starves("v1"))
                      .seconds(20)
                      .then(User::heals)
                      .untilRest()),
          worker(
              "podsOfAnyVersionStayUntilStableHasGrownBack",
              s ->
                  rolling(s.withoutPolicies())
                      .untilReady(3)
                      .operatorDown(40)
                      .template("v3")
                      .then(User::abort)
                      .untilRest()),
          worker(
              "whatAnswersIsAdoptedWhenStableIsDeletedInAnAbort",
              s ->
                  rolling(s.withoutPolicies())
                      .untilReady(3)
                      .operatorDown(40)
                      .template("v3")
                      .then(User::abort)
                      .untilTold("pods of stable v1-native are ready")
                      .then(u -> u.deleteReplicaSet("v1-native"))
                      .untilRest()),
          worker(
              "aCrashAtTheStartOfARollTakesItBack",
              s -> s.deployment(6, "v1").attach().template("v2 crashing").untilRest()),
          worker(
              "aRollThatLosesAllItsPodsIsTakenBack",
              s -> rolling(s).untilReady(2).then(u -> u.starves("v2")).untilRest()),
          new Tale(
              "aRollWithoutProgressIsTakenBack",
              Specs.within(WORKER, Duration.ofMinutes(1)),
              s -> s.deployment(6, "v1").attach().template("v2 never ready").untilRest()),
          new Tale(
              "aSlowRollThatProgressesHasItsTime",
              Specs.within(WORKER, Duration.ofSeconds(25)),
              s -> s.deployment(6, "v1").attach().template("v2 slow").untilRest()),
          worker(
              "aNewerTemplateInARollStartsAgainFromStable",
              s -> rolling(s).untilReady(3).template("v3").untilRest()),
          worker(
              "aTemplateSetBackInARollBringsStableBack",
              s -> rolling(s).untilReady(3).template("v1").untilRest()),
          worker(
              "aRolloutDeletedInARollLetsItGoOn",
              s -> rolling(s).untilReady(3).then(User::deleteRollout).untilRest()),
          worker(
              "aRolloutDeletedWithANewerTemplateInARollGoesBackFirst",
              s ->
                  rolling(s)
                      .untilReady(3)
                      .operatorDown(5)
                      .template("v3")
                      .then(User::deleteRollout)
                      .untilRest()),
          worker(
              "aRolloutDeletedBeforeItRollsLetsItRoll",
              s ->
                  s.deployment(6, "v1")
                      .attach()
                      .template("v2")
                      .untilTold("a deletion of the Rollout")
                      .then(User::deleteRollout)
                      .untilRest()),
          worker(
              "aRolloutDeletedInARollThatSomebodyBeganTakesItsMarksOff",
              s ->
                  s.withoutPolicies()
                      .deployment(6, "v1")
                      .attach()
                      .template("v2")
                      .untilTold("adopt")
                      .then(User::unpause)
                      .untilReady(3)
                      .then(User::deleteRollout)
                      .untilRest()),
          worker(
              "whoPausesADeploymentInARollDoesNotStopIt",
              s -> rolling(s).untilReady(3).then(User::pause).untilRest()),
          worker(
              "aRollHasNoStepsAndNoPause",
              s ->
                  rolling(s)
                      .untilReady(2)
                      .then(u -> u.ask(Verb.Pause))
                      .then(u -> u.ask(Verb.Promote))
                      .then(u -> u.ask(Verb.Retry))
                      .then(u -> u.ask(Verb.Undo))
                      .untilRest()),
          worker(
              "whoAsksForMoreInTheAbortOfARollIsAnswered",
              s ->
                  rolling(s)
                      .untilReady(3)
                      .then(User::abort)
                      .untilTold("is parked")
                      .then(u -> u.ask(Verb.Promote))
                      .untilRest()),
          worker(
              "aRefusedRollIsTriedAgain",
              s ->
                  rolling(s)
                      .untilReady(3)
                      .then(User::abort)
                      .untilRest()
                      .then(u -> u.ask(Verb.Retry))
                      .untilRest()),
          worker(
              "historyOfRollsIsKeptUpToItsLimit",
              s ->
                  rolling(s)
                      .untilRest()
                      .template("v3")
                      .untilRest()
                      .template("v4")
                      .untilRest()
                      .template("v1")
                      .untilRest()),
          worker(
              "historyOfBeforeIsParkedBeforeTheRoll",
              s ->
                  s.deployment(6, "v0")
                      .template("v1")
                      .seconds(40)
                      .attach()
                      .template("v2")
                      .untilReady(3)
                      .then(User::abort)
                      .untilRest()),
          worker(
              "anUndoOfARollBringsBackWhatRanBefore",
              s -> rolling(s).untilRest().then(u -> u.ask(Verb.Undo)).untilRest()),
          worker(
              "aRollIsTheSameOnAClusterThatHoldsAtRest",
              s ->
                  rolling(s.heldAtRest())
                      .untilRest()
                      .template("v3")
                      .untilReady(2)
                      .then(User::abort)
                      .untilRest()),
          worker(
              "aDeploymentThatRollsUnheldIsWatchedFromThere",
              s ->
                  s.withoutPolicies()
                      .deployment(6, "v1")
                      .attach()
                      .operatorDown(3)
                      .template("v2")
                      .untilRest()),
          worker(
              "aRollThatIsUnpausedInItsAbortIsHeldAgain",
              s ->
                  rolling(s.withoutPolicies())
                      .untilReady(3)
                      .then(User::abort)
                      .untilTold("is parked")
                      .then(User::unpause)
                      .untilRest()),
          worker(
              "aDeploymentThatIsUnpausedBeforeItsRollIsHeldAgain",
              s ->
                  rolling(s.withoutPolicies())
                      .untilTold("was seen")
                      .then(User::unpause)
                      .untilRest()),
          new Tale(
              "aPinOfBeforeIsTakenOffBeforeARoll",
              CANARY,
              s ->
                  rolling(s)
                      .untilPinned("v1-native")
                      .then(u -> u.strategy(SERVED.strategy()))
                      .untilRest()),
          new Tale(
              "aCanaryThatIsEditedToRollingGoesOnAsItBegan",
              CANARY,
              s -> rolling(s).untilWeight(50).then(u -> u.strategy(SERVED.strategy())).untilRest()),
          served(
              "aRollThatIsEditedToACanaryBeginsWithStableWhole",
              s -> rolling(s).untilReady(3).then(u -> u.strategy(CANARY.strategy())).untilRest()),
          worker(
              "replicasRaisedInARoll",
              s -> rolling(s).untilReady(3).then(u -> u.scale(12)).untilRest()),
          worker("aWorkerOfNoReplicaIsRolled", s -> rolling(s, 0).untilRest()),
          worker("aWorkerOfOneReplicaIsRolled", s -> rolling(s, 1).untilRest()),
          worker(
              "stableThatIsDeletedInARollLeavesItToItself",
              s -> rolling(s).untilReady(3).then(u -> u.deleteReplicaSet("v1-native")).untilRest()),
          served(
              "stableThatIsDeletedInTheAbortOfARollLeavesTheNewOne",
              s ->
                  rolling(s)
                      .untilReady(3)
                      .then(User::abort)
                      .untilPinned("v1-native")
                      .then(u -> u.deleteReplicaSet("v1-native"))
                      .untilRest()),
          worker(
              "stableThatIsTakenAwayBeforeARollIsTakenBack",
              s ->
                  s.deployment(6, "v1")
                      .attach()
                      .operatorDown(3)
                      .template("v2")
                      .then(u -> u.orphans("v1-native"))
                      .untilRest()),
          worker(
              "stableThatIsTakenAwayInARollIsRetiredAtItsEnd",
              s -> rolling(s).untilReady(2).then(u -> u.orphans("v1-native")).untilRest()),
          worker(
              "stableThatIsTakenAwayInTheAbortOfARollIsTakenBack",
              s ->
                  rolling(s)
                      .untilReady(3)
                      .then(User::abort)
                      .untilTold("is parked")
                      .then(u -> u.orphans("v1-native"))
                      .untilRest()),
          new Tale(
              "aPodThatCrashesInTheWatchTakesItBack",
              WATCHED,
              s -> rolling(s).untilPromoted().then(u -> u.breaks("v2")).untilRest()),
          new Tale(
              "podsThatAreLostInTheWatchTakeItBack",
              WATCHED,
              s -> rolling(s).untilPromoted().seconds(5).then(u -> u.starves("v2")).untilRest()),
          new Tale(
              "anAbortInTheWatchTakesItBack",
              WATCHED,
              s -> rolling(s).untilPromoted().then(User::abort).untilRest()),
          new Tale(
              "aPauseInTheWatchIsRefused",
              WATCHED,
              s -> rolling(s).untilPromoted().then(u -> u.ask(Verb.Pause)).untilRest()),
          new Tale(
              "aNewerTemplateEndsTheWatch",
              WATCHED,
              s -> rolling(s).untilPromoted().seconds(3).template("v3").untilRest()),
          new Tale(
              "aMetricThatFailsInARollTakesItBack",
              JUDGED,
              s -> rolling(s).untilReady(2).metric("errors", new Reading.Value(0.9)).untilRest()),
          new Tale(
              "aMetricThatFailsInTheWatchTakesItBack",
              JUDGED,
              s -> rolling(s).untilPromoted().metric("errors", new Reading.Value(0.9)).untilRest()),
          new Tale("aMetricWithoutNumbersDoesNotStopARoll", JUDGED, s -> silent(s).untilRest()),
          new Tale(
              "aMetricWithoutNumbersTakesARollBackWhereItShall",
              Specs.with(WATCHED, judging(true)),
              s -> silent(s).untilRest()));

  private RollingTales() {}

  private static Story silent(Story s) {
    return s.deployment(6, "v1")
        .attach()
        .metric("errors", new Reading.NoData("the result is empty"))
        .template("v2 slow");
  }

  private static Story rolling(Story s) {
    return rolling(s, 6);
  }

  private static Story rolling(Story s, int replicas) {
    return s.deployment(replicas, "v1").attach().template("v2");
  }

  private static Tale worker(String name, Consumer<Story> plot) {
    return new Tale(name, WORKER, plot);
  }

  private static Tale served(String name, Consumer<Story> plot) {
    return new Tale(name, SERVED, plot);
  }

  private static Analysis judging(boolean abortsWithoutData) {
    Metric errors =
        new Metric(
            "errors",
            Specs.query("errors"),
            Limit.max(0.5),
            Duration.ofSeconds(2),
            1,
            Duration.ofSeconds(1),
            1);
    return new Analysis(List.of(errors), Duration.ofSeconds(10), abortsWithoutData);
  }
}
