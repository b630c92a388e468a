package dev.mulkko.engine.story;

import static dev.mulkko.engine.story.Tales.pause;
import static dev.mulkko.engine.story.Tales.rolling;
import static dev.mulkko.engine.story.Tales.tale;
import static dev.mulkko.engine.story.Tales.weight;

import dev.mulkko.engine.plan.Observation.Verb;
import java.util.List;

/** What people ask for on the way. */
final class AskingTales {
  static final List<Tale> ALL =
      List.of(
          tale(
              "aPauseHoldsTheWeightUntilItIsResumed",
              s ->
                  rolling(s)
                      .untilWeight(5)
                      .then(u -> u.ask(Verb.Pause))
                      .seconds(900)
                      .then(u -> u.ask(Verb.Resume))
                      .untilRest()),
          tale(
              "aPauseBeforeTheFirstWeightGivesNone",
              s ->
                  rolling(s)
                      .untilTold("is created with")
                      .then(u -> u.ask(Verb.Pause))
                      .seconds(900)
                      .then(u -> u.ask(Verb.Resume))
                      .untilRest()),
          tale(
              "aPausedWeightIsKeptUp",
              s ->
                  rolling(s)
                      .untilWeight(50)
                      .then(u -> u.ask(Verb.Pause))
                      .seconds(20)
                      .then(User::routeReset)
                      .seconds(60)
                      .then(u -> u.ask(Verb.Resume))
                      .untilRest()),
          tale(
              "aPausedCanaryThatCrashesIsTakenOut",
              s ->
                  rolling(s)
                      .untilWeight(5)
                      .then(u -> u.ask(Verb.Pause))
                      .seconds(100)
                      .then(u -> u.breaks("v2"))
                      .untilRest()),
          tale(
              "aPauseWhileFinishingKeepsTheSwapAway",
              s ->
                  rolling(s)
                      .untilTold("step 5/5 is done")
                      .then(u -> u.ask(Verb.Pause))
                      .seconds(100)
                      .then(u -> u.ask(Verb.Resume))
                      .untilRest()),
          tale(
              "aSecondPauseIsRefused",
              s ->
                  rolling(s)
                      .untilWeight(5)
                      .then(u -> u.ask(Verb.Pause))
                      .seconds(5)
                      .then(u -> u.ask(Verb.Pause))
                      .seconds(5)
                      .then(u -> u.ask(Verb.Resume))
                      .untilRest()),
          tale(
              "aResumeEndsThePauseOfAStep",
              s -> rolling(s).untilWeight(5).seconds(10).then(u -> u.ask(Verb.Resume)).untilRest()),
          tale(
              "aResumeOfWhatIsNotPausedIsRefused",
              s ->
                  rolling(s)
                      .untilTold("is created with")
                      .then(u -> u.ask(Verb.Resume))
                      .untilRest()),
          tale(
              "aSkipEndsTheStep",
              s -> rolling(s).untilWeight(5).then(u -> u.ask(Verb.Skip)).untilRest()),
          tale(
              "aPromotionGoesTo100PercentAtOnce",
              s -> rolling(s).untilWeight(5).then(u -> u.ask(Verb.Promote)).untilRest()),
          tale(
              "aPromotionEndsAPause",
              s ->
                  rolling(s)
                      .untilWeight(5)
                      .then(u -> u.ask(Verb.Pause))
                      .seconds(30)
                      .then(u -> u.ask(Verb.Promote))
                      .untilRest()),
          tale(
              "aRetryTriesTheRefusedOneAgain",
              s ->
                  rolling(s)
                      .untilWeight(5)
                      .then(User::abort)
                      .untilRest()
                      .then(u -> u.ask(Verb.Retry))
                      .untilRest()),
          tale(
              "whatNobodyCanDoIsRefused",
              s ->
                  rolling(s)
                      .untilWeight(5)
                      .then(u -> u.ask(Verb.Retry))
                      .untilTold("step 5/5 is done")
                      .then(u -> u.ask(Verb.Skip))
                      .untilPromoted()
                      .then(u -> u.ask(Verb.Pause))
                      .untilRest()
                      .then(u -> u.ask(Verb.Promote))
                      .then(u -> u.ask(Verb.Retry))
                      .untilRest()),
          tale(
              "othersWhoAskInAnAbortAreTold",
              s ->
                  rolling(s)
                      .untilWeight(50)
                      .then(User::abort)
                      .untilTold("abort was asked")
                      .then(u -> u.ask(Verb.Promote))
                      .untilRest()),
          tale(
              "anAbortOfAPausedRolloutGoesOn",
              s ->
                  rolling(s)
                      .untilWeight(50)
                      .then(u -> u.ask(Verb.Pause))
                      .seconds(10)
                      .then(User::abort)
                      .untilRest()),
          tale(
              "aSuspendedRolloutWaits",
              s ->
                  rolling(s)
                      .untilWeight(5)
                      .then(u -> u.suspend(true))
                      .seconds(900)
                      .then(u -> u.ask(Verb.Resume))
                      .seconds(5)
                      .then(u -> u.suspend(false))
                      .untilRest()),
          tale(
              "aSuspendedRolloutStartsNothing",
              s ->
                  s.deployment(6, "v1")
                      .attach()
                      .then(u -> u.suspend(true))
                      .template("v2")
                      .seconds(60)
                      .then(u -> u.suspend(false))
                      .untilRest()),
          tale(
              "aSuspensionWhileFinishingKeepsTheSwapAway",
              s ->
                  rolling(s)
                      .untilTold("step 5/5 is done")
                      .then(u -> u.suspend(true))
                      .seconds(100)
                      .then(u -> u.suspend(false))
                      .untilRest()),
          tale(
              "stepsThatWereLoweredAreNotFollowedDown",
              s ->
                  rolling(s)
                      .untilWeight(50)
                      .then(u -> u.steps(weight(5), weight(10), weight(20), pause(30), weight(80)))
                      .untilRest()),
          tale(
              "stepsThatWereRaisedAreFollowed",
              s ->
                  rolling(s)
                      .untilWeight(5)
                      .then(u -> u.steps(weight(30), pause(30), weight(60)))
                      .untilRest()),
          tale(
              "stepsThatWereTakenAwayEndAt100Percent",
              s -> rolling(s).untilWeight(50).then(u -> u.steps(weight(5))).untilRest()),
          tale(
              "stepsThatWereCutToOneAboveGoOnThere",
              s -> rolling(s).untilWeight(50).then(u -> u.steps(weight(80))).untilRest()),
          tale(
              "anUndoWhoseStepsWereCutGoesToAllAtOnce",
              s ->
                  rolling(s)
                      .untilRest()
                      .then(u -> u.ask(Verb.Undo))
                      .untilTold("back to v1-native")
                      .then(u -> u.steps(weight(5)))
                      .untilRest()));

  private AskingTales() {}
}
