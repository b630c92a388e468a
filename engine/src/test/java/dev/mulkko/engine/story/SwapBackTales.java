package dev.mulkko.engine.story;

import static dev.mulkko.engine.story.Tales.rolling;
import static dev.mulkko.engine.story.Tales.tale;

import dev.mulkko.engine.plan.Observation.Verb;
import java.util.List;

/** After the swap, while stable is warm: the way back. */
final class SwapBackTales {
  static final List<Tale> ALL =
      List.of(
          tale(
              "anAbortAfterPromotionSwapsBack",
              s -> rolling(s).untilPromoted().then(User::abort).untilRest()),
          tale(
              "anAbortInTheInstantAfterTheSwapSwapsBack",
              s -> rolling(s).untilGap().then(User::abort).untilRest()),
          tale(
              "anAbortAfterTheOldPodsAreGoneBringsThemBack",
              s ->
                  rolling(s).untilTold("v1-native from 6 to 0 pods").then(User::abort).untilRest()),
          tale(
              "aCrashAfterPromotionSwapsBack",
              s -> rolling(s).untilPromoted().then(u -> u.breaks("v2")).untilRest()),
          tale(
              "aPromotedVersionThatIsLostIsSwappedBack",
              s -> rolling(s).untilPromoted().then(u -> u.starves("v2")).untilRest()),
          tale(
              "aTemplateSetBackAfterPromotionSwapsBack",
              s -> rolling(s).untilPromoted().template("v1").untilRest()),
          tale(
              "aSwapBackFollowsTheReplicas",
              s -> rolling(s).untilPromoted().then(u -> u.scale(9)).then(User::abort).untilRest()),
          tale(
              "aDeploymentUnpausedInASwapBackIsHeldAgain",
              s ->
                  rolling(s.withoutPolicies())
                      .untilPromoted()
                      .then(User::abort)
                      .untilPinned("v1-native")
                      .then(User::unpause)
                      .untilRest()),
          tale(
              "aThirdTemplateUnpausedInASwapBackIsHeldAgain",
              s ->
                  rolling(s.withoutPolicies())
                      .untilPromoted()
                      .then(User::abort)
                      .untilTold("v1-native 100, ")
                      .template("v3")
                      .then(User::unpause)
                      .operatorDown(4)
                      .untilRest()),
          tale(
              "aStableThatIsLostInASwapBackLeavesAllToTheCanary",
              s ->
                  rolling(s)
                      .untilPromoted()
                      .then(User::abort)
                      .untilPinned("v1-native")
                      .then(u -> u.starves("v1"))
                      .seconds(20)
                      .then(User::heals)
                      .untilRest()),
          tale(
              "aStableThatIsDeletedInASwapBackIsNoWayBack",
              s ->
                  rolling(s)
                      .untilTold("v1-native from 6 to 0 pods")
                      .then(User::abort)
                      .untilTold("to take the traffic back")
                      .then(u -> u.deleteReplicaSet("v1-native"))
                      .untilRest()),
          tale(
              "aBackendDeletedInASwapBackIsCreatedAgain",
              s ->
                  rolling(s)
                      .untilPromoted()
                      .then(User::abort)
                      .then(u -> u.backendLost("v1-native"))
                      .untilRest()),
          tale(
              "aRouteResetInASwapBackIsWrittenAgain",
              s ->
                  rolling(s)
                      .untilPromoted()
                      .then(User::abort)
                      .untilTold("v1-native 100, ")
                      .seconds(2)
                      .then(User::routeReset)
                      .untilRest()),
          tale(
              "othersWhoAskInASwapBackAreTold",
              s ->
                  rolling(s)
                      .untilPromoted()
                      .then(u -> u.breaks("v2"))
                      .untilTold("v1-native 100, ")
                      .then(u -> u.ask(Verb.Promote))
                      .untilRest()),
          tale(
              "aStableThatIsGoneAfterPromotionIsNoWayBack",
              s ->
                  rolling(s)
                      .untilPromoted()
                      .then(u -> u.deleteReplicaSet("v1-native"))
                      .then(User::abort)
                      .untilRest()));

  private SwapBackTales() {}
}
