package dev.mulkko.cli.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.mulkko.api.v1beta1.Analysis;
import dev.mulkko.api.v1beta1.Metric;
import dev.mulkko.api.v1beta1.MetricRecord;
import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.api.v1beta1.RolloutProgress;
import dev.mulkko.cli.terminal.Ages;
import dev.mulkko.cli.terminal.Ink;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A metric in the present step.
 *
 * @param limit as a person says it
 * @param outcome the last one in a word; null before the first
 * @param value the last number, or why there was none
 * @param needed how many results must pass
 * @param bearable how many may miss the limit
 * @param silentSince since when there was no number
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Gate(
    String metric,
    String limit,
    @Nullable String outcome,
    @Nullable String value,
    int passed,
    int needed,
    int failed,
    int bearable,
    @Nullable Instant at,
    @Nullable Instant silentSince) {

  private static final int COUNT = 1;
  private static final int FAILURE_LIMIT = 2;

  /** Those of the spec, in its order; none at rest. */
  static List<Gate> of(Rollout rollout) {
    Analysis analysis = rollout.getSpec().analysis();
    RolloutProgress progress = rollout.getStatus() == null ? null : rollout.getStatus().rollout();
    if (analysis == null || progress == null) {
      return List.of();
    }
    return analysis.metrics().stream()
        .map(
            metric ->
                of(
                    metric,
                    progress.metrics().stream()
                        .filter(said -> said.name().equals(metric.name()))
                        .findFirst()))
        .toList();
  }

  private static Gate of(Metric metric, Optional<MetricRecord> said) {
    return new Gate(
        metric.name(),
        limit(metric),
        said.map(MetricRecord::outcome).orElse(null),
        said.map(MetricRecord::value).orElse(null),
        said.map(MetricRecord::passed).orElse(0),
        Objects.requireNonNullElse(metric.count(), COUNT),
        said.map(MetricRecord::failed).orElse(0),
        Objects.requireNonNullElse(metric.failureLimit(), FAILURE_LIMIT),
        said.map(MetricRecord::at).orElse(null),
        said.map(MetricRecord::silentSince).orElse(null));
  }

  private static String limit(Metric metric) {
    Double min = metric.min();
    Double max = metric.max();
    if (min != null && max != null) {
      return number(min) + " to " + number(max);
    }
    return min != null ? "at least " + number(min) : max == null ? "" : "at most " + number(max);
  }

  private static String number(double number) {
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }

  /** As cells of a table. */
  List<String> cells(Instant now, Ink ink) {
    return List.of(
        metric,
        said(now, ink),
        limit,
        "passed %d of %d".formatted(passed, needed),
        "failed %d, more than %d abort".formatted(failed, bearable));
  }

  private String said(Instant now, Ink ink) {
    if (outcome == null) {
      return ink.faint("not measured yet");
    }
    if (silentSince != null) {
      return ink.busy(
          "%s for %s: %s".formatted(outcome, Ages.of(Duration.between(silentSince, now)), value));
    }
    return switch (outcome) {
      case "Passed" -> ink.good("✔ " + value);
      case "Failed" -> ink.bad("✘ " + value);
      default -> ink.busy(outcome + ": " + value);
    };
  }
}
