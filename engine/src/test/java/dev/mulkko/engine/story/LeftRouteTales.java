package dev.mulkko.engine.story;

import static dev.mulkko.engine.story.Tales.pause;
import static dev.mulkko.engine.story.Tales.rolling;
import static dev.mulkko.engine.story.Tales.weight;

import dev.mulkko.engine.Specs;
import dev.mulkko.engine.model.Spec;
import dev.mulkko.engine.plan.Observation.Verb;
import java.util.List;
import java.util.function.Consumer;

/** A route is taken out of the spec while it carries weights. */
final class LeftRouteTales {
  private static final String OTHER = "GRPCRoute shop";
  private static final Spec USUAL =
      Specs.routed(
          Story.spec(weight(5), pause(60), weight(50), pause(60)), "HTTPRoute shop", OTHER);

  static final List<Tale> ALL =
      List.of(
          tale(
              "aRouteThatIsTakenOutIsGivenBackAtOnce",
              s -> rolling(s).untilWeight(50).then(u -> u.routes(OTHER)).untilRest()),
          tale(
              "theLastRouteThatIsTakenOutLeavesTheServiceToShare",
              s -> rolling(s).untilWeight(50).then(User::routes).untilRest()),
          tale(
              "aRouteThatIsTakenOutLateIsAwaitedBeforeTheServicesOfItsRevisionsGo",
              s ->
                  rolling(s)
                      .untilWeight(50)
                      .then(u -> u.ask(Verb.Promote))
                      .untilTold("is promoted")
                      .then(u -> u.routes(OTHER))
                      .untilRest()),
          tale(
              "aRouteThatIsTakenOutWhileTheServiceFollowsIsGivenBackAtOnce",
              s ->
                  rolling(s)
                      .untilWeight(50)
                      .then(u -> u.ask(Verb.Promote))
                      .untilTold("pin both is verified")
                      .then(u -> u.routes(OTHER))
                      .untilRest()),
          tale(
              "aRouteThatIsTakenOutInASwapBackIsGivenBack",
              s ->
                  rolling(s)
                      .untilWeight(50)
                      .then(u -> u.ask(Verb.Promote))
                      .untilTold("pods of v1-native stay")
                      .then(User::abort)
                      .untilTold("HTTPRoute shop: v1-native 100")
                      .then(u -> u.routes(OTHER))
                      .untilRest()),
          tale(
              "aRouteThatIsTakenOutInAnAbortIsGivenBack",
              s -> rolling(s).untilWeight(50).then(User::abort).then(User::routes).untilRest()),
          tale(
              "aRouteThatIsTakenOutWithTheRolloutIsGivenBack",
              s ->
                  rolling(s)
                      .untilWeight(50)
                      .then(u -> u.routes(OTHER))
                      .then(User::deleteRollout)
                      .untilRest()));

  private LeftRouteTales() {}

  private static Tale tale(String name, Consumer<Story> plot) {
    return new Tale(name, USUAL, plot);
  }
}
