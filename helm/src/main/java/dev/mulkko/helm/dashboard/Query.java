package dev.mulkko.helm.dashboard;

/**
 * Something that Prometheus is asked.
 *
 * @param legend how each series is called, with {@code {{label}}} in it
 * @param instant of this moment alone; otherwise of the whole time that is looked at
 */
record Query(String expr, String legend, boolean instant) {

  static Query over(String expr, String legend) {
    return new Query(expr, legend, false);
  }

  static Query now(String expr, String legend) {
    return new Query(expr, legend, true);
  }
}
