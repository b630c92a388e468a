package dev.mulkko.engine.story;

import static dev.mulkko.engine.story.Tales.pause;
import static dev.mulkko.engine.story.Tales.rolling;
import static dev.mulkko.engine.story.Tales.weight;

import dev.mulkko.engine.model.Scale;
import dev.mulkko.engine.model.Step;
import java.util.List;
import java.util.function.Consumer;

/** Steps that ask for more than a weight. */
final class StepTales {
  static final List<Tale> ALL =
      List.of(
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
              weight(20)));

  private StepTales() {}

  private static Tale scaled(String name, Consumer<Story> plot, Step... steps) {
    return new Tale(name, Story.spec(steps), plot);
  }

  private static Step pods(Scale scale) {
    return new Step.SetScale(scale);
  }
}
