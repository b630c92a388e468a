package dev.mulkko.kube.exposition;

import dev.mulkko.engine.judge.Side;
import dev.mulkko.engine.judge.Told;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How programs of one kind name what they count by themselves. Health checks and scrapes are no
 * requests.
 *
 * @param requests series of all requests
 * @param buckets series of those that took at most as long as label {@code le} says
 * @param own which series are of no request
 * @param failed which series are of requests that failed
 */
public record Exporter(
    String requests, String buckets, Predicate<Series> own, Predicate<Series> failed) {

  /** Spring Boot and all else that counts with Micrometer. */
  public static final Exporter MICROMETER =
      new Exporter(
          "http_server_requests_seconds_count",
          "http_server_requests_seconds_bucket",
          series -> label(series, "uri").startsWith("/actuator"),
          series ->
              label(series, "outcome").equals("SERVER_ERROR")
                  || label(series, "status").startsWith("5"));

  /** Traefik, for one of its services. The code of a call by gRPC it does not know: all are 2. */
  public static final Exporter TRAEFIK =
      new Exporter(
          "traefik_service_requests_total",
          "traefik_service_request_duration_seconds_bucket",
          series -> label(series, "protocol").equals("grpc"),
          series -> label(series, "code").startsWith("5"));

  private static final String STARTED = "process_start_time_seconds";

  /** Names of the series to keep of a page. */
  public Set<String> names() {
    return Set.of(requests, buckets, STARTED);
  }

  /**
   * What series of one target tell together. Without a request there are none: a program writes a
   * series with its first request.
   *
   * @param at when they had these values
   */
  public Told told(List<Series> all, Side side, String target, Instant at) {
    long asked = 0;
    long bad = 0;
    SortedMap<Double, Long> within = new TreeMap<>();
    for (Series series : all) {
      long count = (long) series.value();
      if (own.test(series)) {
        continue;
      }
      if (series.name().equals(requests)) {
        asked += count;
        bad += failed.test(series) ? count : 0;
      } else if (series.name().equals(buckets)) {
        edge(series).ifPresent(edge -> within.merge(edge, count, Long::sum));
      }
    }
    return new Told(side, target, at, started(all), asked, bad, within);
  }

  private static Optional<Double> edge(Series series) {
    String edge = label(series, "le");
    try {
      return Optional.of(edge.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(edge));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static String label(Series series, String name) {
    return Objects.requireNonNullElse(series.labels().get(name), "");
  }

  private static @Nullable Instant started(List<Series> all) {
    return all.stream()
        .filter(series -> series.name().equals(STARTED))
        .map(series -> Instant.ofEpochMilli(Math.round(series.value() * 1e3)))
        .findFirst()
        .orElse(null);
  }
}
