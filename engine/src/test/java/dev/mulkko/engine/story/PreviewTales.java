package dev.mulkko.engine.story;

import static dev.mulkko.engine.story.Tales.approval;
import static dev.mulkko.engine.story.Tales.pause;
import static dev.mulkko.engine.story.Tales.rolling;

import dev.mulkko.engine.Specs;
import dev.mulkko.engine.model.Scale;
import dev.mulkko.engine.model.Spec;
import dev.mulkko.engine.model.Step;
import dev.mulkko.engine.model.Strategy.BlueGreen;
import dev.mulkko.engine.plan.Observation.Verb;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Routes of those who look at the new version before the switch. */
final class PreviewTales {
  private static final List<String> PREVIEWS = List.of("HTTPRoute preview", "IngressRoute preview");

  private static final Spec ROUTED = spec();
  static final Spec DIRECT = Specs.direct(ROUTED);

  static final List<Tale> ALL =
      List.of(
          new Tale(
              "routesOfPreviewsLeadToTheNewVersionBeforeTheSwitch",
              ROUTED,
              s -> rolling(s).untilTold("waits at 0 %").then(u -> u.ask(Verb.Resume)).untilRest()),
          new Tale(
              "routesOfPreviewsLeadToTheNewVersionOfAServiceAlone",
              DIRECT,
              s -> rolling(s).untilTold("waits at 0 %").then(u -> u.ask(Verb.Resume)).untilRest()),
          waiting("anAbortTakesPreviewsHomeBeforeThePodsGo", User::abort),
          waiting("aDeletedRolloutTakesPreviewsHome", User::deleteRollout),
          waiting("aDeletedDeploymentTakesPreviewsHome", User::deleteDeployment),
          waiting("aNewerTemplateIsShownAfterTheOneBeforeIsGone", u -> u.template("v3")),
          waiting("aRouteOfPreviewsThatIsSetBackByGitOpsIsLedAgain", User::previewReset),
          waiting("previewsOfNoPodsAreHome", u -> u.scale(0)),
          waiting("aRouteOfPreviewsThatIsTakenOutIsGivenBack", u -> u.previewRoutes(List.of())),
          waiting(
              "aStrategyWithoutPreviewsGivesTheirRoutesBack",
              u -> u.strategy(DirectTales.blueGreen(false, false).strategy())),
          new Tale(
              "anAbortAfterTheSwitchTakesPreviewsHomeToo",
              ROUTED,
              s -> rolling(s).untilPromoted().then(User::abort).untilRest()),
          new Tale(
              "anUndoIsShownToPreviewsToo",
              ROUTED,
              s ->
                  rolling(s)
                      .untilTold("nothing is left of the rollout")
                      .then(u -> u.ask(Verb.Undo))
                      .untilRest()));

  private PreviewTales() {}

  private static Tale waiting(String name, Consumer<User> act) {
    return new Tale(name, DIRECT, s -> rolling(s).untilTold("waits at 0 %").then(act).untilRest());
  }

  private static Spec spec() {
    return Specs.of(
        new BlueGreen(
            List.of(new Step.SetScale(new Scale.Share(100)), pause(30), approval(120, false)),
            null,
            PREVIEWS,
            false,
            Duration.ZERO,
            Duration.ofSeconds(5)));
  }
}
