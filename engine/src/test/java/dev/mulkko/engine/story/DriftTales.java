package dev.mulkko.engine.story;

import static dev.mulkko.engine.story.Tales.pause;
import static dev.mulkko.engine.story.Tales.rolling;
import static dev.mulkko.engine.story.Tales.weight;

import dev.mulkko.engine.model.Spec;
import java.util.List;
import java.util.function.Consumer;

/** Somebody else changes what a rollout has written. */
final class DriftTales {
  private static final Spec USUAL = Story.spec(weight(5), pause(60), weight(50), pause(60));

  static final List<Tale> ALL =
      List.of(
          tale(
              "aRouteThatIsSetBackIsRepairedAndItsClockStandsStill",
              s -> rolling(s).untilWeight(50).seconds(30).then(User::routeReset).untilRest()),
          tale(
              "whoeverSetsTheRouteBackEachSecondIsAnsweredEachFifth",
              s -> each(12, User::routeReset, rolling(s).untilWeight(50)).untilRest()),
          tale(
              "aPinThatIsDroppedAgainAndAgainIsWrittenEachFifthSecond",
              s -> each(12, User::pinDropped, rolling(s).untilWeight(50)).untilRest()),
          tale(
              "aDeploymentThatIsUnpausedAgainAndAgainIsPausedAtOnce",
              s ->
                  each(12, User::unpause, rolling(s.withoutPolicies()).untilWeight(50))
                      .untilRest()),
          tale(
              "anAbortWaitsForNoRepair",
              s ->
                  each(3, User::routeReset, rolling(s).untilWeight(50))
                      .then(User::abort)
                      .untilRest()));

  private DriftTales() {}

  private static Story each(int seconds, Consumer<User> act, Story story) {
    for (int i = 0; i < seconds; i++) {
      story.then(act).seconds(1);
    }
    return story;
  }

  private static Tale tale(String name, Consumer<Story> plot) {
    return new Tale(name, USUAL, plot);
  }
}
