package dev.mulkko.engine.story;

import static dev.mulkko.engine.story.Tales.match;
import static dev.mulkko.engine.story.Tales.pause;
import static dev.mulkko.engine.story.Tales.rolling;
import static dev.mulkko.engine.story.Tales.weight;

import dev.mulkko.engine.Specs;
import dev.mulkko.engine.model.Analysis;
import dev.mulkko.engine.model.Scale;
import dev.mulkko.engine.model.Spec;
import dev.mulkko.engine.model.Step;
import dev.mulkko.engine.plan.Observation.Verb;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** The requests of both versions are compared. */
final class ComparisonTales {
  static final List<Tale> ALL =
      List.of(
          compared(
              "aCanaryThatIsWorseIsTakenOut",
              s ->
                  rolling(s.judged(Verdicts.ENOUGH))
                      .untilWeight(50)
                      .seconds(5)
                      .judged(Verdicts.WORSE)
                      .untilRest()),
          compared(
              "aCanaryThatIsWorseWhileItIsPausedIsTakenOut",
              s ->
                  rolling(s.judged(Verdicts.FEW))
                      .untilTold("holds 5 %")
                      .then(u -> u.ask(Verb.Pause))
                      .seconds(5)
                      .judged(Verdicts.WORSE)
                      .untilRest()),
          compared(
              "aCanaryThatIsWorseIsTakenOutBeforeItsWeightHasSettled",
              s ->
                  rolling(s.judged(Verdicts.ENOUGH))
                      .untilTold("weight 50 is verified and settles")
                      .judged(Verdicts.WORSE)
                      .untilRest()),
          compared(
              "aCanaryThatIsHealthyGoesOnEarly",
              s ->
                  rolling(s.judged(Verdicts.ENOUGH))
                      .untilTold("holds 5 %")
                      .seconds(10)
                      .judged(Verdicts.HEALTHY)
                      .untilRest()),
          compared(
              "anUndecidedStepTakesItsTimeAndPasses",
              s -> rolling(s.judged(Verdicts.ENOUGH)).untilRest()),
          new Tale(
              "anUndecidedStepWaitsForAPersonWhereTheSpecSaysSo",
              spec(false, false),
              s ->
                  rolling(s.judged(Verdicts.ENOUGH))
                      .untilTold("paused at 5 %")
                      .then(u -> u.ask(Verb.Resume))
                      .seconds(70)
                      .then(u -> u.ask(Verb.Skip))
                      .untilTold("paused at 50 %")
                      .judged(Verdicts.HEALTHY)
                      .then(u -> u.ask(Verb.Resume))
                      .untilRest()),
          compared(
              "aStepWithoutDataPromotesNothing",
              s ->
                  rolling(s.judged(Verdicts.SILENT))
                      .untilTold("paused at 5 %")
                      .judged(Verdicts.ENOUGH)
                      .then(u -> u.ask(Verb.Resume))
                      .untilRest()),
          compared(
              "aStepWithTooFewRequestsHoldsUntilThereAreEnough",
              s ->
                  rolling(s.judged(Verdicts.FEW))
                      .untilTold("holding step 2/5")
                      .seconds(20)
                      .judged(Verdicts.ENOUGH)
                      .untilRest()),
          compared(
              "aStepThatNobodyLooksAtPromotesNothing",
              s ->
                  rolling(s)
                      .untilTold("were not compared yet")
                      .judged(Verdicts.ENOUGH)
                      .untilRest()),
          // Of seed 4443.
          new Tale(
              "aResumeStartsNoClockWhileTheRouteOfEditedStepsStillChanges",
              ofSteps(false, false, match("on"), pause(60), weight(50)),
              s ->
                  rolling(s.judged(Verdicts.SILENT))
                      .untilTold("paused at 0 %")
                      .then(
                          u -> u.steps(new Step.SetScale(new Scale.Pods(1)), weight(50), pause(60)))
                      .untilTold("generation 4 is not accepted yet")
                      .gatewayAsleep(8)
                      .then(u -> u.ask(Verb.Resume))
                      .seconds(3)
                      .judged(Verdicts.HEALTHY)
                      .untilRest()),
          new Tale(
              "aStepWithoutDataAbortsWhereTheSpecSaysSo",
              spec(true, true),
              s -> rolling(s.judged(Verdicts.SILENT)).untilRest()));

  private ComparisonTales() {}

  private static Tale compared(String name, Consumer<Story> story) {
    return new Tale(name, spec(true, false), story);
  }

  private static Spec spec(boolean passesUndecided, boolean abortsWithoutData) {
    return ofSteps(passesUndecided, abortsWithoutData, weight(5), pause(60), weight(50), pause(60));
  }

  private static Spec ofSteps(boolean passesUndecided, boolean abortsWithoutData, Step... steps) {
    return Specs.with(
        Specs.canary(steps),
        new Analysis(List.of(), Duration.ofMinutes(2), abortsWithoutData)
            .comparing(Verdicts.comparison(passesUndecided)));
  }
}
