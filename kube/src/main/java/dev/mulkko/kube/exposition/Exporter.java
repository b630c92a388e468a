package dev.mulkko.kube.exposition;

import dev.mulkko.engine.judge.Side;
import dev.mulkko.engine.judge.Told;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How programs of one kind name what they count by themselves. Health checks and scrapes are no
 * requests.
 *
 * @param name for people
 * @param requests series of all requests
 * @param buckets series of those that took at most as long as label {@code le} says
 * @param labels that tell how a request ended
 * @param own which series are of no request
 * @param failed which series are of requests that failed
 * @param perSecond of the unit in which buckets have their edges: 1000 for milliseconds
 */
public record Exporter(
    String name,
    String requests,
    String buckets,
    Set<String> labels,
    Predicate<Series> own,
    Predicate<Series> failed,
    int perSecond) {

  public static final String STARTED = "process_start_time_seconds";

  /** With edges in seconds. */
  public Exporter(
      String name,
      String requests,
      String buckets,
      Set<String> labels,
      Predicate<Series> own,
      Predicate<Series> failed) {
    this(name, requests, buckets, labels, own, failed, 1);
  }

  /** Codes of gRPC that are the fault of the server, and not of who called it. */
  private static final Set<String> FAULTS =
      Set.of("Unknown", "DeadlineExceeded", "Unimplemented", "Internal", "Unavailable", "DataLoss");

  /** Spring Boot and all else that counts with Micrometer. */
  public static final Exporter MICROMETER =
      new Exporter(
          "Micrometer",
          "http_server_requests_seconds_count",
          "http_server_requests_seconds_bucket",
          Set.of("outcome", "status"),
          series -> label(series, "uri").startsWith("/actuator"),
          series ->
              label(series, "outcome").equals("SERVER_ERROR")
                  || label(series, "status").startsWith("5"));

  /** The semantic conventions of OpenTelemetry for servers of HTTP. */
  public static final Exporter OPENTELEMETRY =
      new Exporter(
          "OpenTelemetry",
          "http_server_request_duration_seconds_count",
          "http_server_request_duration_seconds_bucket",
          Set.of("http_response_status_code", "error_type"),
          series -> label(series, "http_route").startsWith("/actuator"),
          series ->
              !label(series, "error_type").isEmpty()
                  || label(series, "http_response_status_code").startsWith("5"));

  /** Servers of gRPC, as the interceptors for Go and Java count them. */
  public static final Exporter GRPC =
      new Exporter(
          "gRPC",
          "grpc_server_handled_total",
          "grpc_server_handling_seconds_bucket",
          Set.of("grpc_code"),
          series -> label(series, "grpc_service").equals("grpc.health.v1.Health"),
          series -> FAULTS.contains(label(series, "grpc_code")));

  /** What apps count by; of one that has several, the first counts. */
  public static final List<Exporter> OF_APPS = List.of(MICROMETER, OPENTELEMETRY, GRPC);

  /** Names of the series to keep of a page of an app. */
  public static Set<String> namesOfApps() {
    return Stream.concat(
            OF_APPS.stream().flatMap(each -> each.names().stream()), Stream.of(STARTED))
        .collect(Collectors.toSet());
  }

  /** The one that a page has counters of; empty while it has none. */
  public static Optional<Exporter> ofApp(List<Series> page) {
    return OF_APPS.stream().filter(each -> page.stream().anyMatch(each::counts)).findFirst();
  }

  /** The series of both. */
  public Set<String> names() {
    return Set.of(requests, buckets);
  }

  private boolean counts(Series series) {
    return series.name().equals(requests) && !own.test(series);
  }

  /**
   * What series of one app tell together. Without a request there are none: a program writes a
   * series with its first request.
   *
   * @param at when they had these values
   */
  public static Told toldByApp(List<Series> all, Side side, String target, Instant at) {
    return ofApp(all).orElse(MICROMETER).told(all, side, target, at);
  }

  /** What series of one target tell together. */
  public Told told(List<Series> all, Side side, String target, Instant at) {
    long asked = 0;
    long bad = 0;
    SortedMap<Double, Long> within = new TreeMap<>();
    for (Series series : all) {
      long count = (long) series.value();
      if (counts(series)) {
        asked += count;
        bad += failed.test(series) ? count : 0;
      } else if (series.name().equals(buckets) && !own.test(series)) {
        edge(series).ifPresent(edge -> within.merge(edge, count, Long::sum));
      }
    }
    return new Told(side, target, at, started(all), asked, bad, within);
  }

  private Optional<Double> edge(Series series) {
    String edge = label(series, "le");
    try {
      return Optional.of(
          edge.equals("+Inf")
              ? Double.POSITIVE_INFINITY
              : new BigDecimal(edge).divide(BigDecimal.valueOf(perSecond)).doubleValue());
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  static String label(Series series, String name) {
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
