package dev.mulkko.kube.exposition;

import dev.mulkko.engine.judge.Counter;
import dev.mulkko.engine.judge.Side;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Requests and failures, from the series that apps write by themselves. Health checks and scrapes
 * are no requests.
 */
public final class RequestCounters {

  /** Spring Boot and all else that counts with Micrometer. */
  private static final String MICROMETER = "http_server_requests_seconds_count";

  private static final String STARTED = "process_start_time_seconds";

  /** The series to keep of a page. */
  public static final Set<String> NAMES = Set.of(MICROMETER, STARTED);

  private RequestCounters() {}

  /**
   * Of a page without a request there are none: an app writes a series with its first request.
   *
   * @param at when the page was read
   */
  public static Counter errors(List<Series> page, Side side, String target, Instant at) {
    long requests = 0;
    long failed = 0;
    for (Series series : page) {
      if (series.name().equals(MICROMETER) && !isOwn(series)) {
        requests += (long) series.value();
        failed += isFailed(series) ? (long) series.value() : 0;
      }
    }
    return new Counter("errors", side, target, at, started(page), requests, failed);
  }

  private static boolean isOwn(Series series) {
    return label(series, "uri").startsWith("/actuator");
  }

  private static boolean isFailed(Series series) {
    return label(series, "outcome").equals("SERVER_ERROR")
        || label(series, "status").startsWith("5");
  }

  private static String label(Series series, String name) {
    return Objects.requireNonNullElse(series.labels().get(name), "");
  }

  private static @Nullable Instant started(List<Series> page) {
    return page.stream()
        .filter(series -> series.name().equals(STARTED))
        .map(series -> Instant.ofEpochMilli(Math.round(series.value() * 1e3)))
        .findFirst()
        .orElse(null);
  }
}
