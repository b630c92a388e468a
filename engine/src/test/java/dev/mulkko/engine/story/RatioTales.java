package dev.mulkko.engine.story;

import static dev.mulkko.engine.story.Tales.match;
import static dev.mulkko.engine.story.Tales.mirror;
import static dev.mulkko.engine.story.Tales.pause;
import static dev.mulkko.engine.story.Tales.rolling;
import static dev.mulkko.engine.story.Tales.weight;

import dev.mulkko.engine.Specs;
import dev.mulkko.engine.model.Spec;
import dev.mulkko.engine.model.Step;
import java.util.List;
import java.util.function.Consumer;

/** Beside routes, those who dial the Service itself get the share of its pods. */
final class RatioTales {
  private static final Spec USUAL = ratio(weight(10), pause(60), weight(50), pause(60));

  static final List<Tale> ALL =
      List.of(
          tale("whoDialsTheServiceBesideRoutesGetsTheShareOfItsPods", Story::untilRest),
          tale(
              "anAbortPinsASharedServiceBeforeAnyGatewayHasSpoken",
              s -> s.untilTold("step 4/5 holds").then(User::abort).untilRest()),
          tale(
              "aCanaryBehindASharedServiceThatCrashesIsTakenOut",
              s -> s.untilTold("step 2/5 holds").then(u -> u.breaks("v2")).untilRest()),
          tale(
              "aRolloutBesideASharedServiceIsDeletedInTheMiddle",
              s -> s.untilTold("step 4/5 holds").then(User::deleteRollout).untilRest()),
          tale(
              "aNewerTemplateBesideASharedServiceStartsFromStable",
              s -> s.untilTold("step 4/5 holds").template("v3").untilRest()),
          tale(
              "aSharedServiceThatShallBeSharedNoMoreIsPinnedAgain",
              s -> s.untilTold("step 4/5 holds").then(u -> u.directRatio(false)).untilRest()),
          tale(
              "anAbortAfterPromotionBesideASharedServiceSwapsBack",
              s -> s.untilPromoted().then(User::abort).untilRest()),
          new Tale(
              "aServiceIsSharedFromTheNextLookOnWhenTheSpecSaysSo",
              Specs.ratio(USUAL, false),
              s ->
                  rolling(s)
                      .untilTold("step 2/5 holds")
                      .then(u -> u.directRatio(true))
                      .untilRest()),
          new Tale(
              "someRequestsAloneAndCopiesShareNoService",
              ratio(mirror(100), pause(10), match("on"), pause(10), weight(20), pause(10)),
              s -> rolling(s).untilRest()));

  private RatioTales() {}

  private static Tale tale(String name, Consumer<Story> plot) {
    return new Tale(name, USUAL, s -> plot.accept(rolling(s)));
  }

  private static Spec ratio(Step... steps) {
    return Specs.ratio(Specs.canary(steps), true);
  }
}
