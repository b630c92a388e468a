package dev.mulkko.engine.replay;

import static dev.mulkko.engine.replay.Fault.inSource;
import static dev.mulkko.engine.replay.Fault.without;
import static dev.mulkko.engine.replay.Replay.Now.OVER;
import static dev.mulkko.engine.story.Tales.pause;
import static dev.mulkko.engine.story.Tales.rolling;
import static dev.mulkko.engine.story.Tales.weight;

import dev.mulkko.engine.Specs;
import dev.mulkko.engine.model.Analysis;
import dev.mulkko.engine.model.Limit;
import dev.mulkko.engine.model.Metric;
import dev.mulkko.engine.model.Reading;
import dev.mulkko.engine.model.Spec;
import dev.mulkko.engine.story.Story;
import dev.mulkko.engine.story.User;
import dev.mulkko.engine.story.Verdicts;
import java.time.Duration;
import java.util.List;

/** Numbers that decide, and those that are none. */
final class GateReplays {
  private static final String FOLDING = "plan.gate.Folding";
  private static final Reading GOOD = new Reading.Value(0.01);
  private static final Reading BAD = new Reading.Value(0.3);
  private static final Reading EMPTY = new Reading.NoData("the result is empty");
  private static final Reading DOWN = new Reading.NoAnswer("connection refused");
  private static final Spec USUAL = Story.spec(weight(5), pause(60), weight(50), pause(60));
  private static final Spec MEASURED =
      Specs.with(USUAL, measuring(metric("errors"), metric("latency")));
  private static final Spec ONCE =
      Specs.with(
          Story.spec(weight(5), pause(10), weight(50), pause(10)),
          measuring(
              new Metric(
                  "errors",
                  Specs.query("errors"),
                  Limit.max(0.05),
                  Duration.ofMinutes(5),
                  0,
                  Duration.ofSeconds(5),
                  1)));
  private static final Spec COMPARED =
      Specs.with(USUAL, measuring().comparing(Verdicts.comparison(true)));

  static final List<Replay> ALL =
      List.of(
          new Replay(
              "AR#3850",
              OVER,
              "an inconclusive background run was promoted",
              "what is undecided promotes nothing",
              without("forward", "awaitVerdict"),
              COMPARED,
              s ->
                  rolling(s.judged(Verdicts.FEW))
                      .untilWeight(5)
                      .seconds(150)
                      .must("it is at 5 %", w -> w.share("v2") == 5)
                      .judged(Verdicts.HEALTHY)
                      .untilRest()),
          new Replay(
              "AR#3873",
              OVER,
              "an inconclusive background run was promoted",
              "what is undecided passes when it may, and not before",
              inSource(
                  "what is undecided may pass",
                  "plan.canary.Compared",
                  "undecided.mayPass() && comparison(scene)",
                  "comparison(scene)"),
              COMPARED,
              s ->
                  rolling(s.judged(Verdicts.SILENT))
                      .untilWeight(5)
                      .seconds(150)
                      .must("it is at 5 %", w -> w.share("v2") == 5)
                      .judged(Verdicts.HEALTHY)
                      .then(User::abort)
                      .untilRest()),
          new Replay(
              "AR#1411",
              OVER,
              "a failed run did not stop it",
              "a failed metric takes the version out",
              without("forward", "stopOnMetrics"),
              MEASURED,
              s ->
                  rolling(s.metric("errors", GOOD))
                      .untilWeight(50)
                      .metric("errors", BAD)
                      .seconds(60)
                      .must("v2 is being taken out", w -> w.share("v2") == 0)
                      .untilRest()
                      .must("it was rolled back", w -> w.ended().equals("RolledBack"))),
          new Replay(
              "AR#521",
              OVER,
              "a failed Job is Successful",
              "a failed measurement is none that passed",
              inSource(
                  "each number passes",
                  FOLDING,
                  "boolean passes = metric.limit().passes(number);",
                  "boolean passes = true;"),
              MEASURED,
              s ->
                  rolling(s.metric("errors", BAD))
                      .untilRest()
                      .must("v1 is stable", w -> w.stable().equals("v1"))),
          new Replay(
              "AR#4602",
              OVER,
              "an error of an image pull is a success",
              "who does not answer proves nothing",
              inSource(
                  "no answer passes",
                  FOLDING,
                  "silent(metric, passed, failed, Outcome.NoAnswer, why, at, silent);",
                  "told(metric, passed, failed, true, why, at);"),
              MEASURED,
              s ->
                  rolling(s.metric("errors", DOWN))
                      .untilWeight(5)
                      .seconds(100)
                      .must("it is at 5 %", w -> w.share("v2") == 5)
                      .then(User::abort)
                      .untilRest()),
          new Replay(
              "FL#1689",
              OVER,
              "it advances right after no values were found",
              "an empty result ends no step",
              without("forward", "awaitEvidence"),
              MEASURED,
              s ->
                  rolling(s.metric("errors", EMPTY))
                      .untilWeight(5)
                      .seconds(100)
                      .must("it is at 5 %", w -> w.share("v2") == 5)
                      .metric("errors", GOOD)
                      .untilRest()
                      .must("v2 is stable", w -> w.stable().equals("v2"))),
          new Replay(
              "FL#1581",
              OVER,
              "a check that always passes",
              "a number that is none passes nothing",
              inSource(
                  "not a number passes",
                  FOLDING,
                  "silent(metric, passed, failed, Outcome.NoData, \"the result is \" + number, at, silent);",
                  "told(metric, passed, failed, true, \"NaN\", at);"),
              MEASURED,
              s ->
                  rolling(s.metric("errors", new Reading.Value(Double.NaN)))
                      .untilWeight(5)
                      .seconds(100)
                      .must("it is at 5 %", w -> w.share("v2") == 5)
                      .then(User::abort)
                      .untilRest()),
          new Replay(
              "FL#30",
              OVER,
              "a revision that was not validated is promoted",
              "what was measured before its weight was in force proves nothing",
              inSource(
                  "old samples count",
                  FOLDING,
                  ".filter(sample -> !sample.at().isBefore(start))",
                  ""),
              ONCE,
              s ->
                  rolling(s.metric("errors", GOOD))
                      .untilWeight(50)
                      .metric("errors", DOWN)
                      .seconds(60)
                      .must("it is at 50 %", w -> w.share("v2") == 50)
                      .then(User::abort)
                      .untilRest()),
          new Replay(
              "FL#362",
              OVER,
              "cited for I8: promoted without a success of each metric",
              "each metric must pass, not one of them",
              inSource(
                  "one metric is not asked",
                  "plan.canary.Gates",
                  ".map(metric -> missing(scene, metric))",
                  ".skip(1).map(metric -> missing(scene, metric))"),
              MEASURED,
              s ->
                  rolling(s.metric("errors", EMPTY).metric("latency", GOOD))
                      .untilWeight(5)
                      .seconds(100)
                      .must("it is at 5 %", w -> w.share("v2") == 5)
                      .then(User::abort)
                      .untilRest()));

  private GateReplays() {}

  private static Metric metric(String name) {
    return new Metric(
        name,
        Specs.query(name),
        Limit.max(0.05),
        Duration.ofSeconds(10),
        2,
        Duration.ofSeconds(5),
        2);
  }

  private static Analysis measuring(Metric... metrics) {
    return new Analysis(List.of(metrics), Duration.ofMinutes(2), false);
  }
}
