package dev.mulkko.engine.story;

import dev.mulkko.engine.Specs;
import dev.mulkko.engine.model.Match;
import dev.mulkko.engine.model.Match.Condition;
import dev.mulkko.engine.model.Match.Source;
import dev.mulkko.engine.model.Spec;
import dev.mulkko.engine.model.Step;
import dev.mulkko.engine.model.Step.Approval;
import dev.mulkko.engine.model.Step.Pause;
import dev.mulkko.engine.model.Step.SetWeight;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The stories that every change of the planner is read by. */
public final class Tales {
  private static final Spec USUAL = Story.spec(weight(5), pause(60), weight(50), pause(60));

  private static final Spec TWO_ROUTES = Specs.routed(USUAL, "HTTPRoute shop", "IngressRoute shop");

  private static final List<Tale> USUAL_TALES =
      List.of(
          tale(
              "aGoodVersionGetsItsTrafficStepByStep",
              s -> s.deployment(6, "v1").attach().template("v2").untilRest()),
          tale(
              "aVersionThatCrashesAtStartNeverGetsTraffic",
              s -> s.deployment(6, "v1").attach().template("v2 crashing").untilRest()),
          tale(
              "aCrashAtHalfTheTrafficBringsStableBack",
              s -> rolling(s).untilWeight(50).then(u -> u.breaks("v2")).untilRest()),
          new Tale(
              "aStepThatNobodyLookedAtHasItsTimeBeforeIt",
              Story.spec(Duration.ofMinutes(1), weight(5), pause(10)),
              s ->
                  s.deployment(6, "v1")
                      .attach()
                      .template("v2")
                      .seconds(4)
                      .operatorDown(90)
                      .untilRest()),
          new Tale(
              "aVersionThatIsNeverReadyIsAbortedAtItsDeadline",
              Story.spec(Duration.ofMinutes(1), weight(5), pause(60)),
              s -> s.deployment(6, "v1").attach().template("v2 never ready").untilRest()),
          tale(
              "anAbortAtHalfTheTrafficIsAnswered",
              s -> rolling(s).untilWeight(50).then(User::abort).untilRest()),
          new Tale(
              "twoRoutesGetTheSameWeights",
              TWO_ROUTES,
              s -> s.deployment(6, "v1").attach().template("v2").untilRest()),
          new Tale(
              "anAbortTakesTwoRoutesBack",
              TWO_ROUTES,
              s -> rolling(s).untilWeight(50).then(User::abort).untilRest()),
          tale(
              "anAbortAtRestIsRefused",
              s -> s.deployment(6, "v1").attach().then(User::abort).untilRest()),
          tale(
              "aNewerTemplateInTheMiddleStartsAgainFromStable",
              s -> rolling(s).untilWeight(50).template("v3").untilRest()),
          tale(
              "aTemplateThatIsSetBackEndsTheRollout",
              s -> rolling(s).untilWeight(50).template("v1").untilRest()),
          tale(
              "aRefusedTemplateIsHeldUntilTheNextOne",
              s ->
                  rolling(s)
                      .untilWeight(5)
                      .then(User::abort)
                      .untilRest()
                      .template("v3")
                      .untilRest()),
          tale(
              "aRefusedTemplateThatIsSetBackFreesTheDeployment",
              s ->
                  rolling(s)
                      .untilWeight(5)
                      .then(User::abort)
                      .untilRest()
                      .template("v1")
                      .untilRest()),
          tale(
              "aRolloutDeletedAtHalfTheTrafficGivesAllBack",
              s -> rolling(s).untilWeight(50).then(User::deleteRollout).untilRest()),
          tale(
              "replicasRaisedAtHalfTheTrafficRaiseTheCanary",
              s -> rolling(s).untilWeight(50).then(u -> u.scale(12)).untilRest()),
          tale(
              "replicasRaisedInTheGapOfTheSwap",
              s -> rolling(s).untilGap().then(u -> u.scale(12)).operatorDown(5).untilRest()),
          tale(
              "replicasLoweredInTheGapOfTheSwap",
              s ->
                  s.deployment(5, "v1")
                      .attach()
                      .template("v2")
                      .untilGap()
                      .then(u -> u.scale(3))
                      .operatorDown(5)
                      .untilRest()),
          tale(
              "aDeploymentDeletedAtHalfTheTrafficLeavesNoTrace",
              s -> rolling(s).untilWeight(50).then(User::deleteDeployment).untilRest()),
          tale(
              "aDeploymentCreatedAnewIsAttachedAnew",
              s ->
                  rolling(s)
                      .untilWeight(50)
                      .then(User::deleteDeployment)
                      .then(u -> u.createDeployment(4, "v2"))
                      .untilRest()),
          tale(
              "aFirstDeployIsLeftToTheDeploymentController",
              s -> s.rollout().then(u -> u.createDeployment(6, "v1")).untilRest()),
          tale(
              "anObjectionLeavesTheDeploymentAlone",
              s ->
                  s.deployment(6, "v1")
                      .objection("Service shop has no selector")
                      .rollout()
                      .seconds(5)
                      .template("v2")
                      .untilRest()),
          tale(
              "aNativeRolloutIsWaitedFor",
              s -> s.deployment(6, "v1").template("v2 slow").seconds(3).rollout().untilRest()),
          tale(
              "withoutPoliciesTheNativeRolloutIsCaught",
              s ->
                  s.withoutPolicies()
                      .deployment(6, "v1")
                      .attach()
                      .operatorDown(3)
                      .template("v2")
                      .untilRest()),
          tale(
              "whatRolledOutByItselfServesUntilStablesPodsAreBack",
              s ->
                  s.withoutPolicies()
                      .deployment(6, "v1")
                      .attach()
                      .operatorDown(60)
                      .template("v2")
                      .untilRest()),
          tale(
              "whatAnUnpausedDeploymentStartedIsRetired",
              s ->
                  rolling(s.withoutPolicies())
                      .untilWeight(50)
                      .operatorDown(10)
                      .then(User::unpause)
                      .untilRest()),
          tale(
              "anUnpausedDeploymentIsHeldAgain",
              s -> rolling(s.withoutPolicies()).untilWeight(50).then(User::unpause).untilRest()),
          tale(
              "aRefusedTemplateThatIsUnpausedIsHeldAgain",
              s ->
                  rolling(s.withoutPolicies())
                      .untilWeight(5)
                      .then(User::abort)
                      .untilRest()
                      .then(User::unpause)
                      .untilRest()),
          tale(
              "aDroppedPinAndAResetRouteAreWrittenAgain",
              s ->
                  rolling(s.withoutPolicies())
                      .untilWeight(50)
                      .then(User::pinDropped)
                      .then(User::routeReset)
                      .untilRest()),
          new Tale(
              "weight100MayBeTheLastStep",
              Story.spec(weight(20), weight(100)),
              s -> rolling(s).untilRest()),
          tale(
              "oneReplicaIsEnough", s -> s.deployment(1, "v1").attach().template("v2").untilRest()),
          tale(
              "aReleaseScaledToNothingAndBackGetsItsPodsBeforeItsTraffic",
              s ->
                  rolling(s)
                      .untilWeight(50)
                      .then(u -> u.scale(0))
                      .seconds(20)
                      .then(u -> u.scale(6))
                      .untilRest()),
          tale("noReplicaIsEnough", s -> s.deployment(0, "v1").attach().template("v2").untilRest()),
          tale(
              "aBrokenStableIsReplacedByTheNextVersion",
              s ->
                  s.deployment(4, "v1")
                      .attach()
                      .then(u -> u.breaks("v1"))
                      .seconds(5)
                      .template("v2")
                      .untilRest()),
          tale(
              "aCanaryThatLosesItsReadinessIsTakenOut",
              s -> rolling(s).untilWeight(50).then(u -> u.starves("v2")).untilRest()),
          tale(
              "anOperatorThatWasDownGoesOn",
              s -> rolling(s).untilWeight(50).operatorDown(300).untilRest()));

  public static final List<Tale> ALL =
      Stream.of(
              USUAL_TALES,
              FinishTales.ALL,
              CloseAndAbortTales.ALL,
              SwapBackTales.ALL,
              AskingTales.ALL,
              LostStableTales.ALL,
              RestTales.ALL,
              MetricTales.ALL,
              ComparisonTales.ALL,
              DirectTales.ALL,
              PreviewTales.ALL,
              RatioTales.ALL,
              UndoTales.ALL,
              NamingTales.ALL,
              DriftTales.ALL,
              RollingTales.ALL,
              StepTales.ALL,
              CohortTales.ALL,
              LeftRouteTales.ALL,
              StickyTales.ALL,
              MirrorTales.ALL,
              ProbeTales.ALL,
              LockTales.ALL)
          .flatMap(List::stream)
          .toList();

  private Tales() {}

  public static Tale tale(String name, Consumer<Story> plot) {
    return new Tale(name, USUAL, plot);
  }

  public static Story rolling(Story story) {
    return story.deployment(6, "v1").attach().template("v2");
  }

  public static Step weight(int percent) {
    return new SetWeight(percent);
  }

  /** Requests with a header of this value. */
  public static Step match(String value) {
    return new Step.SetMatch(
        new Match(List.of(new Condition(Source.Header, "x-canary", value, false))));
  }

  /** Copies of so many requests, in percent. */
  public static Step mirror(int percent) {
    return new Step.SetMirror(percent);
  }

  public static Step pause(int seconds) {
    return new Pause(Duration.ofSeconds(seconds));
  }

  public static Step approval(@Nullable Integer seconds, boolean abortsLate) {
    return new Approval(
        "ok?", seconds == null ? null : Duration.ofSeconds(seconds), abortsLate, false);
  }
}
