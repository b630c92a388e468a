package dev.mulkko.kube.read;

import static dev.mulkko.kube.read.SpecReader.duration;

import dev.mulkko.api.v1beta1.Analysis;
import dev.mulkko.api.v1beta1.Metric;
import dev.mulkko.api.v1beta1.RouteRef;
import dev.mulkko.engine.plan.gate.Query;
import dev.mulkko.kube.read.SpecReader.InvalidSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The metrics of a spec, with every default filled in. */
final class AnalysisReader {

  static final Duration HOLD_FOR = Duration.ofMinutes(10);
  static final Duration INTERVAL = Duration.ofSeconds(30);
  static final int FAILURE_LIMIT = 2;

  private static final Duration SHORTEST = Duration.ofSeconds(1);

  private AnalysisReader() {}

  static dev.mulkko.engine.model.Analysis read(@Nullable Analysis written, List<RouteRef> routes)
      throws InvalidSpec {
    if (written == null) {
      return dev.mulkko.engine.model.Analysis.none();
    }
    List<dev.mulkko.engine.model.Metric> metrics = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (int i = 0; i < written.metrics().size(); i++) {
      String field = "spec.analysis.metrics[%d]".formatted(i);
      dev.mulkko.engine.model.Metric metric = metric(field, written.metrics().get(i));
      if (!names.add(metric.name())) {
        throw new InvalidSpec(
            field + ".name", "is %s, as one before it: give each its own".formatted(metric.name()));
      }
      metrics.add(metric);
    }
    return new dev.mulkko.engine.model.Analysis(
        metrics,
        duration("spec.analysis.holdFor", written.holdFor(), HOLD_FOR),
        aborts(written.onNoData()),
        ComparisonReader.read(written, routes),
        duration("spec.analysis.postWatch", written.postWatch(), Duration.ZERO));
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

  private static dev.mulkko.engine.model.Metric metric(String field, Metric written)
      throws InvalidSpec {
    Double min = written.min();
    Double max = written.max();
    if (min == null && max == null) {
      throw new InvalidSpec(
          field, "has no limit: write max for a result that must not exceed it, or min");
    }
    if (min != null && max != null && min > max) {
      throw new InvalidSpec(
          field + ".min", "is above max (%s > %s): no result could pass".formatted(min, max));
    }
    Duration interval = duration(field + ".interval", written.interval(), INTERVAL);
    if (interval.compareTo(SHORTEST) < 0) {
      throw new InvalidSpec(
          field + ".interval", "is %s: write at least 1s".formatted(written.interval()));
    }
    return new dev.mulkko.engine.model.Metric(
        written.name(),
        query(field + ".query", written.query()),
        min,
        max,
        interval,
        Objects.requireNonNullElse(written.failureLimit(), FAILURE_LIMIT),
        duration(field + ".initialDelay", written.initialDelay(), Duration.ZERO),
        Objects.requireNonNullElse(written.count(), 1));
  }

  private static String query(String field, String query) throws InvalidSpec {
    Optional<String> unknown = Query.unknown(query);
    if (unknown.isPresent()) {
      throw new InvalidSpec(
          field,
          "has $(%s), which nobody knows: write one of $(%s)"
              .formatted(unknown.get(), String.join("), $(", Query.PLACEHOLDERS)));
    }
    return query;
  }
}
