package dev.mulkko.operator.metrics;

import dev.mulkko.api.v1beta1.MetricRecord;
import dev.mulkko.api.v1beta1.RolloutProgress;
import dev.mulkko.engine.model.Limit;
import dev.mulkko.engine.model.Limit.Beside;
import dev.mulkko.engine.model.Metric;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What metrics say in the present step, and what they must not exceed. */
final class Gates {

  /** As {@link Limit#shown(double, double)} writes it. */
  private static final Pattern BOTH = Pattern.compile("^(\\S+) \\(stable (\\S+)\\)$");

  private final GaugeSnapshot.Builder value =
      family("mulkko_gate_value", "The last number of a metric in the present step");
  private final GaugeSnapshot.Builder threshold =
      family("mulkko_gate_threshold", "What the number of a metric must not exceed or fall below");
  private final GaugeSnapshot.Builder results =
      family("mulkko_gate_results", "Results of a metric in the present step");
  private final GaugeSnapshot.Builder silent =
      family("mulkko_gate_silent_seconds", "Seconds for which a metric has given no number");

  private Gates() {}

  static List<MetricSnapshot> of(List<Moment> all) {
    Gates gates = new Gates();
    all.forEach(moment -> moment.progress().ifPresent(progress -> gates.add(moment, progress)));
    return List.of(
        gates.value.build(), gates.threshold.build(), gates.results.build(), gates.silent.build());
  }

  private void add(Moment moment, RolloutProgress progress) {
    for (MetricRecord said : progress.metrics()) {
      Labels labels = moment.labels().add("metric", said.name());
      numbers(said).ifPresent(numbers -> value.dataPoint(point(labels, numbers.canary)));
      results.dataPoint(point(labels.add("result", "passed"), said.passed()));
      results.dataPoint(point(labels.add("result", "failed"), said.failed()));
      if (said.silentSince() != null) {
        silent.dataPoint(point(labels, moment.since(said.silentSince())));
      }
    }
    moment
        .ofSpec(spec -> spec.analysis().metrics())
        .ifPresent(metrics -> metrics.forEach(metric -> limits(moment, progress, metric)));
  }

  private void limits(Moment moment, RolloutProgress progress, Metric metric) {
    Labels labels = moment.labels().add("metric", metric.name());
    Limit limit = metric.limit();
    Double stable =
        progress.metrics().stream()
            .filter(said -> said.name().equals(metric.name()))
            .findFirst()
            .flatMap(Gates::numbers)
            .map(Numbered::stable)
            .orElse(null);
    tightest(limit.max(), beside(limit, stable, false), false)
        .ifPresent(max -> threshold.dataPoint(point(labels.add("bound", "max"), max)));
    tightest(limit.min(), beside(limit, stable, true), true)
        .ifPresent(min -> threshold.dataPoint(point(labels.add("bound", "min"), min)));
  }

  /** A limit that moves with stable is where it stood with the last number. */
  private static @Nullable Double beside(Limit limit, @Nullable Double stable, boolean lower) {
    Beside beside = limit.beside();
    if (beside == null || stable == null || beside.lowerIsWorse() != lower) {
      return null;
    }
    double bound = beside.factor() * stable;
    Double harmless = beside.harmless();
    if (harmless == null) {
      return bound;
    }
    return lower ? Math.min(bound, harmless) : Math.max(bound, harmless);
  }

  private static Optional<Double> tightest(
      @Nullable Double fixed, @Nullable Double moving, boolean lower) {
    if (fixed == null || moving == null) {
      return Optional.ofNullable(fixed == null ? moving : fixed);
    }
    return Optional.of(lower ? Math.max(fixed, moving) : Math.min(fixed, moving));
  }

  private record Numbered(double canary, @Nullable Double stable) {}

  private static Optional<Numbered> numbers(MetricRecord said) {
    Matcher both = BOTH.matcher(said.value());
    return both.matches()
        ? Numbers.of(both.group(1))
            .map(canary -> new Numbered(canary, Numbers.of(both.group(2)).orElse(null)))
        : Numbers.of(said.value()).map(canary -> new Numbered(canary, null));
  }

  private static GaugeSnapshot.Builder family(String name, String help) {
    return GaugeSnapshot.builder().name(name).help(help);
  }

  private static GaugeDataPointSnapshot point(Labels labels, double value) {
    return GaugeDataPointSnapshot.builder().labels(labels).value(value).build();
  }
}
