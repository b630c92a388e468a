package dev.mulkko.helm.dashboard;

import java.util.List;

/**
 * One picture.
 *
 * @param description what it tells, and what to do about it
 * @param width of 24 columns
 */
record Panel(
    Kind kind, String title, String description, Unit unit, int width, List<Query> queries) {

  /** How numbers are shown. */
  enum Kind {
    /** One large number for each series. */
    STAT("stat", 4),
    GRAPH("timeseries", 8),
    /** A line for each series with its labels. */
    TABLE("table", 7);

    final String type;
    final int height;

    Kind(String type, int height) {
      this.type = type;
      this.height = height;
    }
  }

  /** As Grafana calls them. */
  enum Unit {
    COUNT("short"),
    RATIO("percentunit"),
    SECONDS("s"),
    BYTES("bytes"),
    PER_SECOND("ops"),
    BARE("none");

    final String name;

    Unit(String name) {
      this.name = name;
    }
  }

  static Panel stat(String title, String description, Unit unit, Query... queries) {
    return new Panel(Kind.STAT, title, description, unit, 4, List.of(queries));
  }

  static Panel graph(String title, String description, Unit unit, Query... queries) {
    return new Panel(Kind.GRAPH, title, description, unit, 12, List.of(queries));
  }

  static Panel table(String title, String description, Unit unit, Query... queries) {
    return new Panel(Kind.TABLE, title, description, unit, 12, List.of(queries));
  }

  Panel wide(int columns) {
    return new Panel(kind, title, description, unit, columns, queries);
  }
}
