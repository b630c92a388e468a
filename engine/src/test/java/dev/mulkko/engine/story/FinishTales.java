package dev.mulkko.engine.story;

import static dev.mulkko.engine.story.Tales.rolling;
import static dev.mulkko.engine.story.Tales.tale;
import static dev.mulkko.engine.story.Tales.weight;

import java.time.Duration;
import java.util.List;

/** What may happen between 100 % of the route and the swap. */
final class FinishTales {
  static final List<Tale> ALL =
      List.of(
          tale(
              "aRolloutDeletedWhileFinishingGivesAllBack",
              s -> finishing(s).then(User::deleteRollout).untilRest()),
          tale(
              "anAbortWhileFinishingBringsStableBack",
              s -> finishing(s).then(User::abort).untilRest()),
          tale(
              "aNewerTemplateWhileFinishingStartsAgainFromStable",
              s -> finishing(s).template("v3").untilRest()),
          tale(
              "aCrashWhileFinishingBringsStableBack",
              s -> finishing(s).then(u -> u.breaks("v2")).untilRest()),
          tale(
              "aCanaryLostWhileFinishingIsTakenOut",
              s -> finishing(s).then(u -> u.starves("v2")).untilRest()),
          new Tale(
              "aFinishThatCannotGetItsPodsIsAbortedAtItsDeadline",
              Story.spec(Duration.ofSeconds(20), weight(50)),
              s ->
                  s.deployment(6, "v1")
                      .attach()
                      .template("v2 scarce")
                      .untilTold("step 2/2 is done")
                      .then(u -> u.scale(12))
                      .untilRest()),
          tale(
              "replicasRaisedWhileFinishingRaiseTheCanary",
              s -> finishing(s).then(u -> u.scale(12)).untilRest()),
          tale(
              "aBackendDeletedWhileFinishingIsCreatedAgain",
              s -> finishing(s).then(u -> u.backendLost("v1-native")).untilRest()),
          tale(
              "aRouteResetWhileFinishingIsWrittenAgain",
              s -> finishing(s).then(User::routeReset).untilRest()),
          tale(
              "aPinTakenOffEverySecondWhileFinishingIsPutBackWithItsClock",
              s ->
                  finishing(s.withoutPolicies())
                      .untilTold("pin lgg2vs5k7k is verified")
                      .then(User::pinDropped)
                      .seconds(1)
                      .then(User::pinDropped)
                      .untilRest()),
          tale(
              "aDeploymentUnpausedWhileFinishingIsHeldAgain",
              s -> finishing(s.withoutPolicies()).then(User::unpause).untilRest()),
          tale(
              "aDeploymentUnpausedInTheGapIsHeldAgain",
              s ->
                  rolling(s.withoutPolicies())
                      .untilGap()
                      .then(User::unpause)
                      .operatorDown(4)
                      .untilRest()));

  private FinishTales() {}

  private static Story finishing(Story story) {
    return rolling(story).untilTold("step 5/5 is done");
  }
}
