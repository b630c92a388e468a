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

/** Some requests to the canary alone, whatever its weight. */
final class CohortTales {
  private static final Spec USUAL =
      Story.spec(match("on"), pause(60), weight(20), pause(60), match("all"), weight(50));

  static final List<Tale> ALL =
      List.of(
          cohort("someRequestsComeBeforeTheirShare", s -> rolling(s).untilRest()),
          new Tale(
              "twoRoutesSendTheSameRequests",
              Specs.routed(USUAL, "HTTPRoute shop", "IngressRoute shop"),
              s -> rolling(s).untilTold("step 2/7 holds").then(User::abort).untilRest()),
          cohort(
              "anAbortTakesSharesAndRequestsBackInOneWrite",
              s -> rolling(s).untilTold("step 4/7 holds").then(User::abort).untilRest()),
          cohort(
              "requestsNeverMeetAVersionThatIsNotReady",
              s -> s.deployment(6, "v1").attach().template("v2 never ready").untilRest()),
          cohort(
              "aCanaryThatIsLostGivesItsRequestsBack",
              s -> rolling(s).untilTold("step 2/7 holds").then(u -> u.starves("v2")).untilRest()),
          cohort(
              "aPauseBeforeTheRequestsAreSentSendsNone",
              s ->
                  rolling(s)
                      .untilTold("is created with")
                      .then(u -> u.ask(Verb.Pause))
                      .seconds(100)
                      .then(u -> u.ask(Verb.Resume))
                      .untilRest()),
          cohort(
              "aPauseKeepsTheRequestsThatAreSent",
              s ->
                  rolling(s)
                      .untilTold("step 2/7 holds")
                      .then(u -> u.ask(Verb.Pause))
                      .seconds(20)
                      .then(User::routeReset)
                      .seconds(100)
                      .then(u -> u.ask(Verb.Resume))
                      .untilRest()),
          cohort(
              "aMatchThatIsEditedIsFollowed",
              s ->
                  rolling(s)
                      .untilTold("step 2/7 holds")
                      .then(u -> u.steps(match("off"), pause(60), weight(20)))
                      .untilRest()),
          cohort(
              "aPromotionSendsAllRequestsAlike",
              s ->
                  rolling(s)
                      .untilTold("step 2/7 holds")
                      .then(u -> u.ask(Verb.Promote))
                      .untilRest()));

  private CohortTales() {}

  private static Tale cohort(String name, Consumer<Story> plot) {
    return new Tale(name, USUAL, plot);
  }
}
