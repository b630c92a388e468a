package dev.mulkko.engine.story;

import static dev.mulkko.engine.story.Tales.rolling;
import static dev.mulkko.engine.story.Tales.tale;

import dev.mulkko.engine.plan.Observation.Verb;
import java.util.List;

/** Back to what ran before, and the same version once more. */
final class UndoTales {
  static final List<Tale> ALL =
      List.of(
          tale(
              "anUndoGoesBackToWhatRanBefore",
              s -> rolling(s).untilRest().then(u -> u.ask(Verb.Undo)).untilRest()),
          tale(
              "whoeverWritesTheUndoneTemplateAgainChangesNothing",
              s ->
                  rolling(s)
                      .untilRest()
                      .then(u -> u.ask(Verb.Undo))
                      .untilRest()
                      .template("v2")
                      .then(User::unpause)
                      .untilRest()),
          tale(
              "aNewVersionAfterAnUndoIsARolloutAsEver",
              s ->
                  rolling(s)
                      .untilRest()
                      .then(u -> u.ask(Verb.Undo))
                      .untilRest()
                      .template("v3")
                      .untilRest()),
          tale(
              "theUndoneVersionIsTriedAgainWhenAskedFor",
              s ->
                  rolling(s)
                      .untilRest()
                      .then(u -> u.ask(Verb.Undo))
                      .untilRest()
                      .then(u -> u.ask(Verb.Retry))
                      .untilRest()),
          tale(
              "anUndoToAnOlderRevisionByName",
              s ->
                  rolling(s)
                      .untilRest()
                      .template("v3")
                      .untilRest()
                      .then(u -> u.undo("v1-native"))
                      .untilRest()),
          tale(
              "anUndoOfAnUndoNeedsAName",
              s ->
                  rolling(s)
                      .untilRest()
                      .then(u -> u.ask(Verb.Undo))
                      .untilRest()
                      .then(u -> u.ask(Verb.Undo))
                      .untilRest()),
          tale(
              "anUndoToWhatRunsIsRefused",
              s -> rolling(s).untilRest().then(u -> u.undo("lgg2vs5k7k")).untilRest()),
          tale(
              "anUndoToWhatNobodyKeptIsRefused",
              s -> rolling(s).untilRest().then(u -> u.undo("missing")).untilRest()),
          tale(
              "anUndoWhileARolloutGoesOnIsRefused",
              s -> rolling(s).untilWeight(5).then(u -> u.ask(Verb.Undo)).untilRest()),
          tale(
              "anUndoThatIsAbortedLeavesWhatRan",
              s ->
                  rolling(s)
                      .untilRest()
                      .then(u -> u.ask(Verb.Undo))
                      .untilTold("is verified and settles")
                      .untilTold("lgg2vs5k7k 0, v1-native 100")
                      .then(User::abort)
                      .untilRest()),
          tale(
              "anUndoToWhatCrashesIsTakenBack",
              s ->
                  rolling(s)
                      .untilRest()
                      .then(u -> u.breaks("v1"))
                      .then(u -> u.ask(Verb.Undo))
                      .untilRest()),
          tale(
              "anUndoWhoseRevisionIsDeletedIsTakenBack",
              s ->
                  rolling(s)
                      .untilRest()
                      .then(u -> u.ask(Verb.Undo))
                      .untilTold("from 0 to 6")
                      .then(u -> u.deleteReplicaSet("v1-native"))
                      .untilRest()),
          tale(
              "anUndoWhoseRevisionIsDeletedWhileFinishingIsTakenBack",
              s ->
                  rolling(s)
                      .untilRest()
                      .then(u -> u.ask(Verb.Undo))
                      .untilTold("step 5/5 is done")
                      .untilTold("Service shop selects lgg2vs5k7k and v1-native")
                      .then(u -> u.deleteReplicaSet("v1-native"))
                      .untilRest()),
          tale(
              "aNewVersionInTheMiddleOfAnUndoReplacesIt",
              s ->
                  rolling(s)
                      .untilRest()
                      .then(u -> u.ask(Verb.Undo))
                      .untilTold("from 0 to 6")
                      .template("v3")
                      .untilRest()),
          tale(
              "aRefusedVersionStaysRefusedAfterAnUndo",
              s ->
                  rolling(s)
                      .untilRest()
                      .template("v3 crashing")
                      .untilRest()
                      .then(u -> u.ask(Verb.Undo))
                      .untilRest()),
          tale(
              "aRestartIsLeftToTheDeployment",
              s -> rolling(s).untilRest().then(u -> u.restart("once")).untilRest()),
          tale(
              "aRestartWithoutPoliciesIsLeftToTheDeployment",
              s -> rolling(s.heldAtRest()).untilRest().then(u -> u.restart("once")).untilRest()),
          tale(
              "aNewVersionAfterARestartIsARolloutAsEver",
              s ->
                  s.deployment(6, "v1")
                      .attach()
                      .then(u -> u.restart("once"))
                      .untilRest()
                      .template("v2")
                      .untilRest()),
          tale(
              "aSecondRestartReplacesTheFirst",
              s ->
                  s.deployment(6, "v1")
                      .attach()
                      .then(u -> u.restart("once"))
                      .seconds(4)
                      .then(u -> u.restart("twice"))
                      .untilRest()));

  private UndoTales() {}
}
