package dev.mulkko.helm.dashboard;

import java.util.List;
import java.util.stream.Stream;

/**
 * A dashboard.
 *
 * @param uid by which links find it; never changed
 */
public record Dashboard(
    String uid, String title, List<Choice> choices, List<Mark> marks, List<Row> rows) {

  /** All that the chart installs. */
  public static final List<Dashboard> ALL =
      List.of(Overview.DASHBOARD, RolloutDetail.DASHBOARD, OperatorHealth.DASHBOARD);

  /** The file in the chart. */
  public String file() {
    return uid + ".json";
  }

  /** As Grafana reads it. */
  public String json() {
    return Classic.of(this);
  }

  /** All that Prometheus is asked, but for what can be chosen. */
  public List<String> queries() {
    return Stream.concat(
            rows.stream()
                .flatMap(row -> row.panels().stream())
                .flatMap(panel -> panel.queries().stream())
                .map(Query::expr),
            marks.stream().map(Mark::expr))
        .distinct()
        .toList();
  }
}
