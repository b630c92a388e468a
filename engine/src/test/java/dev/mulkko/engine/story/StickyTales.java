package dev.mulkko.engine.story;

import static dev.mulkko.engine.story.Tales.match;
import static dev.mulkko.engine.story.Tales.pause;
import static dev.mulkko.engine.story.Tales.rolling;
import static dev.mulkko.engine.story.Tales.weight;

import dev.mulkko.engine.Specs;
import dev.mulkko.engine.model.Spec;
import dev.mulkko.engine.plan.Observation.Verb;
import java.util.List;
import java.util.function.Consumer;

/** Clients that stay with the version that they met. */
final class StickyTales {
  private static final Spec USUAL =
      Specs.sticky(match("on"), pause(60), weight(5), pause(60), weight(50), pause(60));

  static final List<Tale> ALL =
      List.of(
          sticky("clientsStayWhileTheWeightGrows", s -> rolling(s).untilRest()),
          sticky(
              "anAbortTakesAllClientsBackInOneWrite",
              s -> rolling(s).untilWeight(50).then(User::abort).untilRest()),
          sticky(
              "aPauseLetsClientsStay",
              s ->
                  rolling(s)
                      .untilWeight(5)
                      .then(u -> u.ask(Verb.Pause))
                      .seconds(100)
                      .then(u -> u.ask(Verb.Resume))
                      .untilRest()),
          sticky(
              "aWeightThatNoStepHasAnyMoreIsALotAllTheSame",
              s ->
                  rolling(s)
                      .untilWeight(50)
                      .then(u -> u.ask(Verb.Pause))
                      .seconds(20)
                      .then(u -> u.steps(weight(10), weight(70), pause(60)))
                      .seconds(60)
                      .then(u -> u.ask(Verb.Resume))
                      .untilRest()),
          sticky(
              "clientsOfACanaryThatIsLostGoBack",
              s -> rolling(s).untilWeight(50).then(u -> u.starves("v2")).untilRest()));

  private StickyTales() {}

  private static Tale sticky(String name, Consumer<Story> plot) {
    return new Tale(name, USUAL, plot);
  }
}
