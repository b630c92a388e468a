package dev.mulkko.cli.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.mulkko.api.v1beta1.MetricRecord;
import dev.mulkko.api.v1beta1.RolloutProgress;
import dev.mulkko.api.v1beta1.RolloutStatus;
import dev.mulkko.cli.terminal.Ages;
import dev.mulkko.cli.terminal.Ink;
import dev.mulkko.engine.model.Metric;
import dev.mulkko.kube.Snapshot;
import dev.mulkko.kube.read.Providers;
import dev.mulkko.kube.read.SpecReader;
import dev.mulkko.kube.read.SpecReader.InvalidSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A metric in the present step.
 *
 * @param limit as a person says it; empty when it is that of a query that cannot be read
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

  /** Those of the spec, in its order; none at rest, or while the spec cannot be used. */
  static List<Gate> of(Snapshot seen) {
    RolloutStatus status = seen.rollout().getStatus();
    RolloutProgress progress = status == null ? null : status.rollout();
    if (progress == null) {
      return List.of();
    }
    try {
      return SpecReader.read(seen.rollout(), Providers.of(seen.providers()))
          .analysis()
          .metrics()
          .stream()
          .map(metric -> of(metric, progress))
          .toList();
    } catch (InvalidSpec unusable) {
      return List.of();
    }
  }

  private static Gate of(Metric metric, RolloutProgress progress) {
    Optional<MetricRecord> said =
        progress.metrics().stream().filter(each -> each.name().equals(metric.name())).findFirst();
    return new Gate(
        metric.name(),
        metric.limit().words(),
        said.map(MetricRecord::outcome).orElse(null),
        said.map(MetricRecord::value).orElse(null),
        said.map(MetricRecord::passed).orElse(0),
        metric.count(),
        said.map(MetricRecord::failed).orElse(0),
        metric.failureLimit(),
        said.map(MetricRecord::at).orElse(null),
        said.map(MetricRecord::silentSince).orElse(null));
  }

  /** As cells of a table. */
  List<String> cells(Instant now, Ink ink) {
    return List.of(
        metric,
        said(now, ink),
        limit.isEmpty() ? "limit of its query" : limit,
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
