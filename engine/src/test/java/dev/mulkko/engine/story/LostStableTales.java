package dev.mulkko.engine.story;

import static dev.mulkko.engine.story.Tales.rolling;
import static dev.mulkko.engine.story.Tales.tale;

import java.util.List;

/** Stable has nothing to answer with, and it is not our doing. */
final class LostStableTales {
  static final List<Tale> ALL =
      List.of(
          tale(
              "aStableThatIsNotReadyLeavesAllToTheCanary",
              s ->
                  rolling(s)
                      .untilWeight(50)
                      .then(u -> u.starves("v1"))
                      .seconds(60)
                      .then(User::heals)
                      .untilRest()),
          tale(
              "anAbortWithALostStableLeavesAllToTheCanary",
              s ->
                  rolling(s)
                      .untilWeight(5)
                      .then(u -> u.starves("v1"))
                      .then(User::abort)
                      .seconds(60)
                      .then(User::heals)
                      .untilRest()),
          tale(
              "aNewerTemplateNeedsNoStableThatIsBroken",
              s ->
                  rolling(s)
                      .untilWeight(5)
                      .then(u -> u.starves("v1"))
                      .then(User::abort)
                      .seconds(30)
                      .template("v3")
                      .untilRest()),
          tale(
              "aStableThatSomebodyDeletesIsReplacedByTheCanary",
              s ->
                  rolling(s)
                      .untilWeight(50)
                      .then(u -> u.deleteReplicaSet("v1-native"))
                      .untilRest()),
          tale(
              "aStableThatSomebodyDeletesWhileAbortingIsReplacedByTheCanary",
              s ->
                  rolling(s)
                      .untilWeight(50)
                      .then(User::abort)
                      .untilTold("abort-1 done")
                      .then(u -> u.deleteReplicaSet("v1-native"))
                      .untilRest()),
          tale(
              "aStableThatSomebodyDeletesAtRestIsReplaced",
              s ->
                  s.deployment(6, "v1")
                      .attach()
                      .then(u -> u.deleteReplicaSet("v1-native"))
                      .untilRest()
                      .template("v2")
                      .untilRest()),
          tale(
              "aCanaryThatSomebodyDeletesIsTakenOut",
              s ->
                  rolling(s)
                      .untilWeight(50)
                      .then(u -> u.deleteReplicaSet(u.canary()))
                      .untilRest()));

  private LostStableTales() {}
}
