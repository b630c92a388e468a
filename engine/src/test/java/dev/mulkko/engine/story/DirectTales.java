package dev.mulkko.engine.story;

import static dev.mulkko.engine.story.Tales.approval;
import static dev.mulkko.engine.story.Tales.pause;
import static dev.mulkko.engine.story.Tales.rolling;
import static dev.mulkko.engine.story.Tales.weight;

import dev.mulkko.engine.Specs;
import dev.mulkko.engine.model.Scale;
import dev.mulkko.engine.model.Spec;
import dev.mulkko.engine.model.Step;
import dev.mulkko.engine.model.Strategy.BlueGreen;
import dev.mulkko.engine.plan.Observation.Verb;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Without a route: the pods behind the Service are the shares. And all of the pods first. */
final class DirectTales {
  static final List<Tale> ALL =
      List.of(
          direct("aServiceSharesByItsPods", s -> rolling(s).untilRest()),
          direct(
              "aCanaryBehindAServiceThatCrashesIsTakenOut",
              s -> rolling(s).untilTold("step 4/5 holds").then(u -> u.breaks("v2")).untilRest()),
          direct(
              "anAbortBehindAServiceKeepsThePodsForTheirDelay",
              s -> rolling(s).untilTold("step 2/5 holds").then(User::abort).untilRest()),
          direct(
              "aVersionThatIsNeverReadyNeverSharesAService",
              s -> s.deployment(6, "v1").attach().template("v2 never ready").untilRest()),
          direct(
              "aServiceThatIsPinnedAgainByNobodyIsSharedAgain",
              s -> rolling(s).untilTold("step 4/5 holds").then(u -> u.scale(8)).untilRest()),
          direct(
              "anAbortAfterPromotionBehindAServiceSwapsBack",
              s -> rolling(s).untilPromoted().then(User::abort).untilRest()),
          direct(
              "aRolloutBehindAServiceIsDeletedInTheMiddle",
              s -> rolling(s).untilTold("step 4/5 holds").then(User::deleteRollout).untilRest()),
          direct(
              "aPinDroppedBeforeTheFirstShareIsWrittenAgain",
              s -> rolling(s).untilTold("is created with").then(User::pinDropped).untilRest()),
          new Tale(
              "allPodsFirstThenTheSwitch", blueGreen(false, false), s -> rolling(s).untilRest()),
          new Tale(
              "theSwitchOfAServicePassesThroughBoth",
              blueGreen(true, false),
              s -> rolling(s).untilRest()),
          new Tale(
              "theSwitchOfAServiceIsOneWriteWhereTheSpecSaysSo",
              blueGreen(true, true),
              s -> rolling(s).untilRest()),
          new Tale(
              "aSwitchInOneWriteIsTakenBackInOne",
              blueGreen(true, true),
              s -> rolling(s).untilPromoted().then(User::abort).untilRest()),
          new Tale(
              "anAbortBeforeTheSwitchTouchesNoTraffic",
              blueGreen(true, false),
              s -> rolling(s).untilTold("waits at 0 %").then(User::abort).untilRest()),
          new Tale(
              "aDeploymentDeletedBeforeTheSwitchFreesThePreview",
              blueGreen(false, false),
              s -> rolling(s).untilTold("waits at 0 %").then(User::deleteDeployment).untilRest()),
          new Tale(
              "anApprovedPreviewIsSwitchedTo",
              blueGreen(false, false),
              s -> rolling(s).untilTold("waits at 0 %").then(u -> u.ask(Verb.Resume)).untilRest()));

  private DirectTales() {}

  private static Tale direct(String name, Consumer<Story> plot) {
    Step[] steps = {weight(10), pause(60), weight(50), pause(60)};
    return new Tale(name, Specs.direct(Specs.canary(steps)), plot);
  }

  static Spec blueGreen(boolean direct, boolean atomic) {
    Spec spec =
        Specs.of(
            new BlueGreen(
                List.of(new Step.SetScale(new Scale.Share(100)), pause(30), approval(600, false)),
                "shop-preview",
                List.of(),
                atomic,
                Duration.ofMinutes(2),
                Duration.ofSeconds(30)));
    return direct ? Specs.direct(spec) : spec;
  }
}
