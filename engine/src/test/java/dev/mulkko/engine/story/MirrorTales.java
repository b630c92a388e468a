package dev.mulkko.engine.story;

import static dev.mulkko.engine.story.Tales.match;
import static dev.mulkko.engine.story.Tales.mirror;
import static dev.mulkko.engine.story.Tales.pause;
import static dev.mulkko.engine.story.Tales.rolling;
import static dev.mulkko.engine.story.Tales.weight;

import dev.mulkko.engine.Specs;
import dev.mulkko.engine.model.Spec;
import dev.mulkko.engine.model.Step;
import dev.mulkko.engine.plan.Observation.Verb;
import java.util.List;
import java.util.function.Consumer;

/** Copies of requests to the canary before it gets any that somebody waits for. */
final class MirrorTales {
  private static final Spec USUAL = Story.spec(mirror(50), pause(60), weight(20), pause(60));

  static final List<Tale> ALL =
      List.of(
          copies("copiesComeBeforeTheFirstRequest", s -> rolling(s).untilRest()),
          new Tale(
              "copiesEndBeforeAWeightWhereAStepSaysSo",
              Story.spec(mirror(100), mirror(0), pause(60), weight(20)),
              s -> rolling(s).untilRest()),
          new Tale(
              "copiesAloneAreATrial",
              Story.spec(mirror(100), pause(60), new Step.End()),
              s -> rolling(s).untilRest()),
          new Tale(
              "requestsOfAMatchAndCopiesOfTheOthersGoTogether",
              Story.spec(match("on"), mirror(20), pause(60), weight(20)),
              s -> rolling(s).untilRest()),
          new Tale(
              "twoRoutesSendCopies",
              Specs.routed(USUAL, "HTTPRoute shop", "HTTPRoute cart"),
              s -> rolling(s).untilTold("step 2/5 holds").then(User::abort).untilRest()),
          copies(
              "anAbortEndsTheCopiesInOneWrite",
              s -> rolling(s).untilTold("step 2/5 holds").then(User::abort).untilRest()),
          copies(
              "copiesNeverMeetAVersionThatIsNotReady",
              s -> s.deployment(6, "v1").attach().template("v2 never ready").untilRest()),
          copies(
              "aCanaryThatIsLostWhileItGetsCopiesIsTakenOut",
              s -> rolling(s).untilTold("step 2/5 holds").then(u -> u.starves("v2")).untilRest()),
          copies(
              "aPauseBeforeTheCopiesAreSentSendsNone",
              s ->
                  rolling(s)
                      .untilTold("is created with")
                      .then(u -> u.ask(Verb.Pause))
                      .seconds(100)
                      .then(u -> u.ask(Verb.Resume))
                      .untilRest()),
          copies(
              "copiesThatAToolTakesAwayAreSentAgain",
              s -> rolling(s).untilTold("step 2/5 holds").then(User::routeReset).untilRest()),
          copies(
              "moreReplicasMeanMorePodsForTheCopies",
              s -> rolling(s).untilTold("step 2/5 holds").then(u -> u.scale(12)).untilRest()),
          copies(
              "aPromotionEndsTheCopies",
              s ->
                  rolling(s)
                      .untilTold("step 2/5 holds")
                      .then(u -> u.ask(Verb.Promote))
                      .untilRest()),
          new Tale(
              "copiesThatCannotBeSentAreRefusedBeforeTheyBegin",
              Story.spec(weight(0), pause(60), weight(20)),
              s ->
                  rolling(s)
                      .untilTold("step 2/4 holds")
                      .noMirror("GatewayClass traefik mirrors nothing")
                      .then(u -> u.steps(weight(0), mirror(100), weight(20)))
                      .seconds(60)
                      .then(u -> u.steps(weight(0), pause(1), weight(20)))
                      .untilRest()));

  private MirrorTales() {}

  private static Tale copies(String name, Consumer<Story> plot) {
    return new Tale(name, USUAL, plot);
  }
}
