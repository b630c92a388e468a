package dev.mulkko.e2e.dashboards;

import dev.mulkko.helm.dashboard.Dashboard;
import java.time.Duration;
import java.util.List;

/**
 * What a dashboard asks.
 *
 * @param query as it stands there
 */
record Question(String dashboard, String query) {

  /** As Grafana would choose them with a scrape each second, for a look at the last minutes. */
  private static final String RATE_INTERVAL = "15s";

  static List<Question> all() {
    return Dashboard.ALL.stream()
        .flatMap(
            dashboard ->
                dashboard.queries().stream().map(query -> new Question(dashboard.title(), query)))
        .toList();
  }

  /** With what is chosen at its top: all namespaces, or one Rollout in one of them. */
  String chosen(String namespace, String rollout, Duration range) {
    return query
        .replace("=~\"$namespace\"", "=~\".*\"")
        .replace("$namespace", namespace)
        .replace("$rollout", rollout)
        .replace("$__rate_interval", RATE_INTERVAL)
        .replace("$__range", range.toSeconds() + "s");
  }
}
