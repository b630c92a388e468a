package dev.mulkko.testbed.shop;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/**
 * The app's request metrics as Micrometer names and shapes them. As there, a series appears with
 * its first request, and health checks and scrapes have no part in it.
 */
final class RequestMetrics {

  static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private static final String NAME = "http_server_requests_seconds";
  private static final List<Double> EDGES =
      List.of(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0);

  private final String version;
  private final double started = System.currentTimeMillis() / 1e3;
  private final LongAdder handled = new LongAdder();
  private final Map<String, Timer> timers = new ConcurrentSkipListMap<>();

  RequestMetrics(String version) {
    this.version = version;
  }

  void record(String method, int status, Duration took) {
    handled.increment();
    timers.computeIfAbsent(labels(method, status), labels -> new Timer()).record(took.toNanos());
  }

  /** The page that Prometheus scrapes. */
  String page() {
    var page = new StringBuilder();
    page.append(
        "# HELP shop_requests_total Requests handled.\n# TYPE shop_requests_total counter\n");
    page.append("shop_requests_total{version=\"%s\"} %d\n".formatted(version, handled.sum()));
    page.append(
        String.format(
            Locale.ROOT,
            "# TYPE process_start_time_seconds gauge\nprocess_start_time_seconds %.3f\n",
            started));
    page.append("# HELP %s Requests by outcome.\n# TYPE %s histogram\n".formatted(NAME, NAME));
    timers.forEach((labels, timer) -> timer.write(page, labels));
    return page.toString();
  }

  private static String labels(String method, int status) {
    boolean failed = status >= 500;
    return "exception=\"%s\",method=\"%s\",outcome=\"%s\",status=\"%d\",uri=\"/**\""
        .formatted(
            failed ? "InjectedFailure" : "none",
            method,
            failed ? "SERVER_ERROR" : "SUCCESS",
            status);
  }

  private static final class Timer {
    private final LongAdder nanos = new LongAdder();
    private final List<LongAdder> counts =
        Stream.generate(LongAdder::new).limit(EDGES.size() + 1).toList();

    void record(long took) {
      int slot = 0;
      while (slot < EDGES.size() && took > EDGES.get(slot) * 1e9) {
        slot++;
      }
      counts.get(slot).increment();
      nanos.add(took);
    }

    void write(StringBuilder page, String labels) {
      long seen = 0;
      for (int slot = 0; slot < counts.size(); slot++) {
        seen += counts.get(slot).sum();
        String edge = slot < EDGES.size() ? EDGES.get(slot).toString() : "+Inf";
        page.append("%s_bucket{%s,le=\"%s\"} %d\n".formatted(NAME, labels, edge, seen));
      }
      page.append("%s_count{%s} %d\n".formatted(NAME, labels, seen));
      page.append(String.format(Locale.ROOT, "%s_sum{%s} %.9f\n", NAME, labels, nanos.sum() / 1e9));
    }
  }
}
