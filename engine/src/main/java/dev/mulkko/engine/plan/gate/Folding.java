package dev.mulkko.engine.plan.gate;

import dev.mulkko.engine.model.Evidence;
import dev.mulkko.engine.model.Evidence.Outcome;
import dev.mulkko.engine.model.Limit;
import dev.mulkko.engine.model.Metric;
import dev.mulkko.engine.model.Reading;
import dev.mulkko.engine.model.Sample;
import dev.mulkko.engine.plan.Scene;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers to evidence. An answer counts once, and only for the place that it was asked at. */
public final class Folding {

  private Folding() {}

  /** The same, with the answers that came since; every rule sees them. */
  public static Scene into(Scene scene) {
    Scene next =
        Questions.judged(scene).isEmpty()
            ? scene
            : scene.with(scene.memory().with(scene.progress().proving(of(scene))));
    return next.inRollout() ? next.with(next.memory().with(Comparing.kept(next))) : next;
  }

  private static List<Evidence> of(Scene scene) {
    List<Evidence> all = new ArrayList<>();
    for (Metric metric : scene.spec().analysis().metrics()) {
      Evidence before = scene.progress().evidenceOf(metric.name()).orElse(null);
      news(scene, metric, before)
          .map(sample -> folded(metric, before, sample))
          .or(() -> Optional.ofNullable(before))
          .ifPresent(all::add);
    }
    return all;
  }

  private static Optional<Sample> news(Scene scene, Metric metric, @Nullable Evidence before) {
    Instant start = Questions.since(scene).orElse(Instant.MAX);
    return scene.seen().samples().stream()
        .filter(sample -> sample.metric().equals(metric.name()))
        .filter(sample -> !sample.at().isBefore(start))
        .filter(sample -> before == null || sample.at().isAfter(before.at()))
        .filter(sample -> sample.wording().equals(Questions.wording(scene, metric)))
        .findFirst();
  }

  static Evidence folded(Metric metric, @Nullable Evidence before, Sample sample) {
    int passed = before == null ? 0 : before.passed();
    int failed = before == null ? 0 : before.failed();
    Instant silent = before == null ? null : before.silentSince();
    Instant at = sample.at();
    return switch (sample.reading()) {
      case Reading.Value(double number) when !Double.isFinite(number) ->
          silent(metric, passed, failed, Outcome.NoData, "the result is " + number, at, silent);
      case Reading.Value(double number) -> {
        boolean passes = metric.limit().passes(number);
        yield told(metric, passed, failed, passes, Limit.shown(number), at);
      }
      case Reading.Pair(double canary, double stable)
          when !Double.isFinite(canary) || !Double.isFinite(stable) ->
          silent(
              metric,
              passed,
              failed,
              Outcome.NoData,
              "the result is " + Limit.shown(canary, stable),
              at,
              silent);
      case Reading.Pair(double canary, double stable) -> {
        boolean passes = metric.limit().passes(canary, stable);
        yield told(metric, passed, failed, passes, Limit.shown(canary, stable), at);
      }
      case Reading.NoData(String why) ->
          silent(metric, passed, failed, Outcome.NoData, why, at, silent);
      case Reading.NoAnswer(String why) ->
          silent(metric, passed, failed, Outcome.NoAnswer, why, at, silent);
      case Reading.Broken(String why) ->
          silent(metric, passed, failed, Outcome.Broken, why, at, silent);
    };
  }

  private static Evidence told(
      Metric metric, int passed, int failed, boolean passes, String value, Instant at) {
    return new Evidence(
        metric.name(),
        passes ? passed + 1 : passed,
        passes ? failed : failed + 1,
        passes ? Outcome.Passed : Outcome.Failed,
        value,
        at,
        null);
  }

  private static Evidence silent(
      Metric metric,
      int passed,
      int failed,
      Outcome outcome,
      String why,
      Instant at,
      @Nullable Instant before) {
    return new Evidence(
        metric.name(), passed, failed, outcome, why, at, before == null ? at : before);
  }
}
