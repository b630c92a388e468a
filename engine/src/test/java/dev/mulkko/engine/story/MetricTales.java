package dev.mulkko.engine.story;

import static dev.mulkko.engine.story.Tales.approval;
import static dev.mulkko.engine.story.Tales.pause;
import static dev.mulkko.engine.story.Tales.rolling;
import static dev.mulkko.engine.story.Tales.weight;

import dev.mulkko.engine.Specs;
import dev.mulkko.engine.model.Analysis;
import dev.mulkko.engine.model.Limit;
import dev.mulkko.engine.model.Metric;
import dev.mulkko.engine.model.Reading;
import dev.mulkko.engine.model.Spec;
import dev.mulkko.engine.model.Step;
import dev.mulkko.engine.plan.Observation.Verb;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Metrics decide, and people where they are asked. */
final class MetricTales {
  private static final Reading GOOD = new Reading.Value(0.01);
  private static final Reading BAD = new Reading.Value(0.3);
  private static final Reading EMPTY = new Reading.NoData("the result is empty");
  private static final Reading DOWN = new Reading.NoAnswer("connection refused");

  static final List<Tale> ALL =
      List.of(
          judged(
              "aVersionWhoseMetricsPassIsPromoted",
              false,
              s -> rolling(s.metric("errors", GOOD)).untilRest()),
          judged(
              "aVersionWhoseMetricFailsTooOftenIsTakenOut",
              false,
              s ->
                  rolling(s.metric("errors", GOOD))
                      .untilWeight(50)
                      .metric("errors", BAD)
                      .untilRest()),
          judged(
              "aFailureWithinItsLimitOnlyHoldsTheStep",
              false,
              s ->
                  rolling(s.metric("errors", GOOD))
                      .untilTold("step 4/5 holds 50 %")
                      .seconds(44)
                      .metric("errors", BAD)
                      .seconds(12)
                      .metric("errors", GOOD)
                      .untilRest()),
          judged(
              "aMetricWithoutDataHoldsTheStepAndThenPausesIt",
              false,
              s ->
                  rolling(s.metric("errors", EMPTY))
                      .seconds(300)
                      .metric("errors", GOOD)
                      .then(u -> u.ask(Verb.Resume))
                      .untilRest()),
          judged(
              "aSilentMetricAtTheLastStepPromotesNothing",
              false,
              s ->
                  rolling(s.metric("errors", GOOD))
                      .untilTold("step 4/5 is done")
                      .metric("errors", DOWN)
                      .seconds(300)
                      .metric("errors", GOOD)
                      .then(u -> u.ask(Verb.Resume))
                      .untilRest()),
          judged(
              "aMetricWithoutDataAbortsWhereTheSpecSaysSo",
              true,
              s -> rolling(s.metric("errors", DOWN)).untilRest()),
          judged(
              "aBrokenQueryStallsUntilItIsCorrected",
              false,
              s ->
                  rolling(s.metric("errors", new Reading.Broken("parse error: unexpected }")))
                      .seconds(400)
                      .metric("errors", GOOD)
                      .untilRest()),
          judged(
              "aNumberThatIsNoneIsNoData",
              true,
              s -> rolling(s.metric("errors", new Reading.Value(Double.NaN))).untilRest()),
          judged(
              "aFailureAfterThePromotionSwapsBack",
              false,
              s ->
                  rolling(s.metric("errors", GOOD))
                      .untilPromoted()
                      .metric("errors", BAD)
                      .untilRest()),
          judged(
              "aMetricThatFailsWhilePausedIsActedOn",
              false,
              s ->
                  rolling(s.metric("errors", GOOD))
                      .untilTold("step 4/5 holds 50 %")
                      .then(u -> u.ask(Verb.Pause))
                      .seconds(60)
                      .metric("errors", BAD)
                      .untilRest()),
          judged(
              "whatWasMeasuredWhileTheRouteWasAnotherDoesNotCount",
              false,
              s ->
                  rolling(s.metric("errors", GOOD))
                      .untilTold("step 4/5 holds 50 %")
                      .then(User::routeReset)
                      .metric("errors", BAD)
                      .seconds(3)
                      .metric("errors", GOOD)
                      .untilRest()),
          beside(
              "aVersionThatIsNoWorseThanStableIsPromoted",
              s -> rolling(s.metric("latency", new Reading.Pair(0.26, 0.2))).untilRest()),
          beside(
              "aVersionThatIsWorseThanStableIsTakenOut",
              s ->
                  rolling(s.metric("latency", new Reading.Pair(0.2, 0.2)))
                      .untilWeight(50)
                      .metric("latency", new Reading.Pair(0.27, 0.2))
                      .untilRest()),
          beside(
              "whoseStableHasNoNumberIsNotJudged",
              s ->
                  rolling(s.metric("latency", new Reading.Pair(0.2, Double.NaN)))
                      .seconds(60)
                      .metric("latency", new Reading.Pair(0.2, 0.2))
                      .untilRest()),
          new Tale(
              "aStepWaitsForItsApproval",
              asked(null, true),
              s ->
                  rolling(s).untilWeight(5).seconds(900).then(u -> u.ask(Verb.Resume)).untilRest()),
          new Tale(
              "whoReleasesDoesNotApproveWhereOthersMust",
              Specs.canary(
                  weight(5), new Step.Approval(null, null, true, true), weight(50), pause(60)),
              s ->
                  rolling(s)
                      .untilWeight(5)
                      .then(u -> u.ask(Verb.Promote))
                      .seconds(30)
                      .then(u -> u.ask(Verb.Resume))
                      .seconds(10)
                      .then(u -> u.ask(Verb.Skip))
                      .seconds(10)
                      .then(u -> u.askAs("lee", Verb.Resume))
                      .untilRest()),
          new Tale(
              "anApprovalThatNobodyGivesAborts", asked(300, true), s -> rolling(s).untilRest()),
          new Tale(
              "anApprovalThatNobodyGivesGoesOnWhereTheSpecSaysSo",
              asked(300, false),
              s -> rolling(s).untilRest()),
          new Tale(
              "aCanaryThatCrashesWhileItWaitsForApprovalIsTakenOut",
              asked(null, true),
              s -> rolling(s).untilWeight(5).seconds(60).then(u -> u.breaks("v2")).untilRest()));

  private MetricTales() {}

  private static Tale judged(String name, boolean abortsWithoutData, Consumer<Story> plot) {
    Metric errors =
        new Metric(
            "errors",
            Specs.query("errors{pod=~\"$(canary.pods)\"}"),
            Limit.max(0.05),
            Duration.ofSeconds(10),
            2,
            Duration.ofSeconds(5),
            2);
    Analysis analysis = new Analysis(List.of(errors), Duration.ofMinutes(2), abortsWithoutData);
    Spec spec = Specs.canary(weight(5), pause(60), weight(50), pause(60));
    return new Tale(name, Specs.with(spec, analysis), plot);
  }

  private static Tale beside(String name, Consumer<Story> plot) {
    Metric latency =
        new Metric(
            "latency",
            Specs.query("latency{pod=~\"$(pods)\"}"),
            new Limit(null, null, new Limit.Beside(1.3, false, null)),
            Duration.ofSeconds(10),
            0,
            Duration.ZERO,
            1);
    Analysis analysis = new Analysis(List.of(latency), Duration.ofMinutes(2), false);
    return new Tale(
        name,
        Specs.with(Specs.canary(weight(5), pause(60), weight(50), pause(60)), analysis),
        plot);
  }

  private static Spec asked(@Nullable Integer seconds, boolean abortsLate) {
    Step approval = approval(seconds, abortsLate);
    return Specs.canary(weight(5), approval, weight(50), pause(60));
  }
}
