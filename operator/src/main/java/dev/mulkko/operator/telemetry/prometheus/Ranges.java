package dev.mulkko.operator.telemetry.prometheus;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mulkko.kube.exposition.Series;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Samples of many series over some time, by the target they are of and by when it had these values.
 * A series that appears later than others of its target was 0 before.
 *
 * @param <T> what a target is told apart by
 */
record Ranges<T>(Map<T, TreeMap<Instant, List<Series>>> targets) {

  /**
   * Reads a result of type matrix; what is no count is left out.
   *
   * @param target of the labels of a series; empty for one of nobody
   */
  static <T> Ranges<T> of(JsonNode data, Function<Map<String, String>, Optional<T>> target) {
    Map<T, TreeMap<Instant, List<Series>>> targets = new LinkedHashMap<>();
    for (JsonNode series : data.path("result")) {
      Map<String, String> labels = labels(series.path("metric"));
      target
          .apply(labels)
          .map(found -> targets.computeIfAbsent(found, _ -> new TreeMap<>()))
          .ifPresent(
              times ->
                  series
                      .path("values")
                      .forEach(
                          pair -> sample(pair, labels).ifPresent(sample -> put(times, sample))));
    }
    return new Ranges<>(targets);
  }

  private record Sample(Instant at, Series series) {}

  private static void put(TreeMap<Instant, List<Series>> times, Sample sample) {
    times.computeIfAbsent(sample.at, _ -> new ArrayList<>()).add(sample.series);
  }

  private static Map<String, String> labels(JsonNode metric) {
    Map<String, String> labels = new HashMap<>();
    metric.properties().forEach(each -> labels.put(each.getKey(), each.getValue().asText()));
    return labels;
  }

  /** A pair of a time in seconds and a number as text. */
  private static Optional<Sample> sample(JsonNode pair, Map<String, String> labels) {
    try {
      double value = Double.parseDouble(pair.path(1).asText());
      Instant at = Instant.ofEpochMilli(Math.round(pair.path(0).doubleValue() * 1e3));
      return pair.path(0).isNumber() && value >= 0 && value <= Double.MAX_VALUE
          ? Optional.of(
              new Sample(at, new Series(labels.getOrDefault("__name__", ""), labels, value, at)))
          : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
