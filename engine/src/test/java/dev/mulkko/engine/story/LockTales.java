package dev.mulkko.engine.story;

import static dev.mulkko.engine.story.Tales.approval;
import static dev.mulkko.engine.story.Tales.pause;
import static dev.mulkko.engine.story.Tales.rolling;
import static dev.mulkko.engine.story.Tales.tale;
import static dev.mulkko.engine.story.Tales.weight;

import dev.mulkko.engine.Specs;
import dev.mulkko.engine.model.Spec;
import dev.mulkko.engine.plan.Lock.Mode;
import dev.mulkko.engine.plan.Observation.Verb;
import java.time.Duration;
import java.util.List;

/** What is told while something is locked; where it stands is in {@link LockTableTest}. */
final class LockTales {
  private static final Spec ROLLS = Specs.rolling(Duration.ofSeconds(5));

  static final List<Tale> ALL =
      List.of(
          tale(
              "aNewVersionWaitsForTheEndOfALock",
              s ->
                  s.deployment(6, "v1")
                      .attach()
                      .lock(Mode.BlockNew, 900)
                      .template("v2")
                      .untilRest()),
          tale(
              "aLockJustBeforeTheFirstPodHoldsItBack",
              s ->
                  rolling(s)
                      .untilTold("selects lgg2vs5k7k alone")
                      .lock(Mode.PauseRunning, 60)
                      .untilRest()),
          tale(
              "aLockThatIsOverriddenHoldsNoMore",
              s ->
                  s.deployment(6, "v1")
                      .attach()
                      .lock(Mode.BlockNew)
                      .template("v2")
                      .untilTold("locked at 0 %")
                      .then(u -> u.ask(Verb.Promote))
                      .seconds(5)
                      .then(u -> u.ask(Verb.Unlock))
                      .seconds(5)
                      .then(u -> u.unlock("PAY-1 costs money"))
                      .untilRest()),
          tale(
              "aLockAfterAnOverrideHoldsAgain",
              s ->
                  rolling(s)
                      .lock(Mode.PauseRunning)
                      .untilTold("locked at 0 %")
                      .then(u -> u.unlock("PAY-1 costs money"))
                      .untilWeight(5)
                      .then(User::endLocks)
                      .lock(Mode.PauseRunning, 300)
                      .untilRest()),
          tale(
              "aPauseOutlivesALock",
              s ->
                  rolling(s)
                      .untilWeight(5)
                      .lock(Mode.PauseRunning, 60)
                      .seconds(5)
                      .then(u -> u.ask(Verb.Pause))
                      .seconds(5)
                      .then(u -> u.ask(Verb.Resume))
                      .seconds(120)
                      .then(u -> u.ask(Verb.Resume))
                      .untilRest()),
          tale(
              "aNewerVersionWaitsInPlaceOfTheOneThatWaited",
              s ->
                  s.deployment(6, "v1")
                      .attach()
                      .lock(Mode.BlockNew, 120)
                      .template("v2")
                      .seconds(30)
                      .template("v3")
                      .untilRest()),
          tale(
              "anUndoGoesThroughALock",
              s ->
                  rolling(s)
                      .untilRest()
                      .lock(Mode.PauseRunning)
                      .then(u -> u.ask(Verb.Undo))
                      .untilRest()),
          tale(
              "aCanaryThatCrashesWhileItIsLockedIsTakenOut",
              s ->
                  rolling(s)
                      .untilWeight(50)
                      .lock(Mode.PauseRunning)
                      .seconds(30)
                      .then(u -> u.breaks("v2"))
                      .untilRest()),
          tale(
              "allStepsAreMadeButTheLastWhileThePromotionIsLocked",
              s -> rolling(s).lock(Mode.BlockPromote, 600).untilRest()),
          tale(
              "whoUnlocksWhatIsBeingPromotedIsTold",
              s ->
                  rolling(s)
                      .untilTold("selects v1-native and")
                      .lock(Mode.PauseRunning)
                      .then(u -> u.unlock("PAY-1 costs money"))
                      .untilRest()),
          tale(
              "whatReplacesALostStableIsNotHeldByALock",
              s ->
                  rolling(s)
                      .untilWeight(50)
                      .lock(Mode.PauseRunning)
                      .seconds(5)
                      .then(u -> u.deleteReplicaSet("v1-native"))
                      .untilRest()),
          new Tale(
              "aRollWaitsForTheEndOfALock",
              ROLLS,
              s ->
                  s.deployment(6, "v1")
                      .attach()
                      .lock(Mode.BlockNew, 120)
                      .template("v2")
                      .untilRest()),
          new Tale(
              "aRollUnderWayIsNotHeldByALock",
              ROLLS,
              s ->
                  s.deployment(6, "v1")
                      .attach()
                      .template("v2")
                      .untilReady(3)
                      .lock(Mode.PauseRunning, 600)
                      .untilRest()),
          new Tale(
              "anApprovalIsNotLateWhileThePromotionIsLocked",
              Story.spec(weight(50), approval(30, false)),
              s -> rolling(s).untilWeight(50).lock(Mode.BlockPromote, 120).untilRest()),
          new Tale(
              "aDeadlinePassesInALock",
              Story.spec(Duration.ofSeconds(40), weight(5), pause(10)),
              s -> rolling(s).untilTold("is created with").lock(Mode.BlockNew, 600).untilRest()));

  private LockTales() {}
}
