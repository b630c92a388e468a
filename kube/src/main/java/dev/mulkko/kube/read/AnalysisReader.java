package dev.mulkko.kube.read;

import static dev.mulkko.kube.read.SpecReader.duration;

import dev.mulkko.api.v1beta1.Analysis;
import dev.mulkko.api.v1beta1.RouteRef;
import dev.mulkko.engine.model.Metric;
import dev.mulkko.kube.read.SpecReader.InvalidSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What must hold before the next step, with every default filled in. */
final class AnalysisReader {

  static final Duration HOLD_FOR = Duration.ofMinutes(10);

  /** As the schema has it; those of pods are among them. */
  private static final int METRICS = 10;

  private AnalysisReader() {}

  static dev.mulkko.engine.model.Analysis read(
      @Nullable Analysis written, List<RouteRef> routes, Providers providers) throws InvalidSpec {
    if (written == null) {
      return dev.mulkko.engine.model.Analysis.none();
    }
    return new dev.mulkko.engine.model.Analysis(
        metrics(written, providers),
        duration("spec.analysis.holdFor", written.holdFor(), HOLD_FOR),
        aborts(written.onNoData()),
        ComparisonReader.read(written, routes),
        duration("spec.analysis.postWatch", written.postWatch(), Duration.ZERO),
        PodLimitsReader.read(written.pods()));
  }

  private static List<Metric> metrics(Analysis written, Providers providers) throws InvalidSpec {
    List<Metric> metrics = new ArrayList<>(PodLimitsReader.metrics(written.pods()));
    Set<String> names = new HashSet<>();
    metrics.forEach(metric -> names.add(metric.name()));
    for (int i = 0; i < written.metrics().size(); i++) {
      String field = "spec.analysis.metrics[%d]".formatted(i);
      Metric metric = MetricReader.read(field, written.metrics().get(i), providers);
      if (!names.add(metric.name())) {
        throw new InvalidSpec(
            field + ".name", "is %s, as one before it: give each its own".formatted(metric.name()));
      }
      metrics.add(metric);
    }
    if (metrics.size() > METRICS) {
      throw new InvalidSpec(
          "spec.analysis.metrics",
          "and spec.analysis.pods are %d together: write at most %d"
              .formatted(metrics.size(), METRICS));
    }
    return metrics;
  }

  private static boolean aborts(@Nullable String written) throws InvalidSpec {
    return switch (written) {
      case null -> false;
      case "Pause" -> false;
      case "Abort" -> true;
      default ->
          throw new InvalidSpec(
              "spec.analysis.onNoData", "is %s: write Pause or Abort".formatted(written));
    };
  }
}
