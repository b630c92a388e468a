package dev.mulkko.engine.story;

import static dev.mulkko.engine.story.Tales.pause;
import static dev.mulkko.engine.story.Tales.rolling;
import static dev.mulkko.engine.story.Tales.weight;

import dev.mulkko.engine.model.Scale;
import dev.mulkko.engine.model.Step;
import dev.mulkko.engine.plan.Observation.Verb;
import java.util.List;
import java.util.function.Consumer;

/** Steps that ask for more than a weight. */
final class StepTales {
  static final List<Tale> ALL =
      List.of(
          new Tale(
              "whatIsOverIsWrittenDownAFewAtATime",
              Story.spec(
                  weight(5),
                  pause(10),
                  weight(10),
                  pause(10),
                  weight(20),
                  pause(10),
                  weight(40),
                  pause(10)),
              s -> rolling(s).untilRest()),
          scaled(
              "podsMayComeBeforeTheirTraffic",
              s -> rolling(s).untilRest(),
              pods(new Scale.Share(50)),
              pause(30),
              weight(20),
              pause(30)),
          scaled(
              "aWeightGetsItsPodsWhereAStepAsksForFewer",
              s -> rolling(s).untilRest(),
              pods(new Scale.Pods(2)),
              weight(50),
              pause(30)),
          scaled(
              "podsFollowTheWeightAgain",
              s -> rolling(s).untilRest(),
              weight(20),
              pods(new Scale.Pods(9)),
              pause(30),
              pods(new Scale.ByWeight()),
              pause(30)),
          scaled(
              "anAbortTakesPodsWithoutTrafficAway",
              s -> rolling(s).untilTold("holds 0 %").then(User::abort).untilRest(),
              pods(new Scale.Share(100)),
              pause(30),
              weight(20)),
          ending("aTrialEndsAfterItsTime", new Step.End(), s -> rolling(s).untilRest()),
          ending(
              "aTrialIsRunAgainWhenAskedFor",
              new Step.End(),
              s -> rolling(s).untilRest().then(u -> u.ask(Verb.Retry)).seconds(90).untilRest()),
          ending(
              "aTrialThatIsGoodMayBePromoted",
              new Step.End(),
              s -> rolling(s).untilWeight(20).then(u -> u.ask(Verb.Promote)).untilRest()),
          ending(
              "aTrialThatIsPausedEndsWhenItIsResumed",
              new Step.End(),
              s ->
                  rolling(s)
                      .untilWeight(20)
                      .then(u -> u.ask(Verb.Pause))
                      .seconds(600)
                      .then(u -> u.ask(Verb.Resume))
                      .untilRest()),
          ending(
              "aTrialWhoseStepsAreAllBehindItWaitsForItsPause",
              new Step.End(),
              s ->
                  rolling(s)
                      .untilWeight(20)
                      .then(u -> u.ask(Verb.Pause))
                      .seconds(20)
                      .then(u -> u.steps(weight(10), pause(30), new Step.End()))
                      .seconds(600)
                      .then(u -> u.ask(Verb.Resume))
                      .untilRest()),
          ending(
              "aTrialWhoseStepsAreAllBehindItIsOver",
              new Step.End(),
              s ->
                  rolling(s)
                      .untilWeight(20)
                      .then(u -> u.steps(weight(10), pause(30), new Step.End()))
                      .untilRest()),
          ending(
              "afterTheLastStepAPersonPromotes",
              new Step.Stay(),
              s ->
                  rolling(s)
                      .untilTold("all steps are done")
                      .seconds(4000)
                      .then(u -> u.ask(Verb.Resume))
                      .untilRest()),
          ending(
              "afterTheLastStepAPersonMayAbort",
              new Step.Stay(),
              s -> rolling(s).untilTold("all steps are done").then(User::abort).untilRest()),
          ending(
              "stepsEditedBelowWhatWasReachedStayThere",
              new Step.Stay(),
              s ->
                  rolling(s)
                      .untilWeight(20)
                      .then(u -> u.steps(weight(10), pause(30), new Step.Stay()))
                      .untilTold("all steps are done")
                      .seconds(100)
                      .then(u -> u.ask(Verb.Promote))
                      .untilRest()));

  private StepTales() {}

  private static Tale scaled(String name, Consumer<Story> plot, Step... steps) {
    return new Tale(name, Story.spec(steps), plot);
  }

  private static Tale ending(String name, Step last, Consumer<Story> plot) {
    return new Tale(name, Story.spec(weight(20), pause(60), last), plot);
  }

  private static Step pods(Scale scale) {
    return new Step.SetScale(scale);
  }
}
