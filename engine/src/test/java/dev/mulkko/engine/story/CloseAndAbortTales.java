package dev.mulkko.engine.story;

import static dev.mulkko.engine.story.Tales.rolling;
import static dev.mulkko.engine.story.Tales.tale;

import java.util.List;

/** What may happen after the swap, and on the way back. */
final class CloseAndAbortTales {
  static final List<Tale> ALL =
      List.of(
          tale(
              "aThirdTemplateUnpausedAfterTheSwapIsHeldAgain",
              s ->
                  rolling(s.withoutPolicies())
                      .untilPromoted()
                      .template("v3")
                      .then(User::unpause)
                      .operatorDown(4)
                      .untilRest()),
          tale(
              "aPinDroppedAfterTheSwapIsWrittenAgain",
              s ->
                  rolling(s.withoutPolicies())
                      .untilTold("the pods of v1-native stay")
                      .seconds(25)
                      .then(User::pinDropped)
                      .operatorDown(6)
                      .untilRest()),
          tale(
              "aStableThatSomeoneOrphansWhileAbortingIsAdoptedAgain",
              s ->
                  rolling(s)
                      .untilWeight(50)
                      .then(User::abort)
                      .untilTold("abort-1 done")
                      .then(u -> u.orphans("v1-native"))
                      .untilRest()),
          tale(
              "anAbortWaitsForAStableThatIsNotReady",
              s ->
                  rolling(s)
                      .untilWeight(50)
                      .then(u -> u.starves("v1"))
                      .seconds(5)
                      .then(User::abort)
                      .seconds(20)
                      .then(User::heals)
                      .untilRest()),
          tale(
              "aBackendDeletedWhileAbortingIsCreatedAgain",
              s ->
                  rolling(s)
                      .untilWeight(50)
                      .operatorDown(5)
                      .then(u -> u.backendLost(u.canary()))
                      .then(User::abort)
                      .untilRest()),
          tale(
              "aBackendDeletedAfterTheSwapIsCreatedAgain",
              s -> rolling(s).untilGap().then(u -> u.backendLost(u.canary())).untilRest()),
          tale(
              "aPinDroppedWhileAbortingIsWrittenAgain",
              s ->
                  rolling(s.withoutPolicies())
                      .untilWeight(50)
                      .then(User::abort)
                      .untilTold("abort-1 done")
                      .seconds(25)
                      .then(User::pinDropped)
                      .untilRest()));

  private CloseAndAbortTales() {}
}
