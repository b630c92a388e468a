package dev.mulkko.engine.judge;

import java.util.List;

/**
 * What both revisions are compared by.
 *
 * @param name in status and sentences
 * @param parts its counters, at least one; their evidence is averaged
 * @param weight of the evidence among all measures; all together are 1
 * @param worse a canary within this is not worse
 * @param healthy a canary that is proven to be within this is healthy
 */
public record Measure(String name, List<Part> parts, double weight, Margin worse, Margin healthy) {

  public Measure {
    parts = List.copyOf(parts);
    if (parts.isEmpty() || !(weight > 0 && weight <= 1)) {
      throw new IllegalArgumentException("measure %s needs parts and a weight".formatted(name));
    }
  }

  /** Failed requests: at most 1.5 times stable's rate, or 0.5 %, is no worse. */
  public static Measure errors(double weight) {
    return new Measure(
        "errors",
        List.of(new Part("errors", "error rate")),
        weight,
        new Margin(1.5, 0.005),
        new Margin(2, 0.01));
  }

  /**
   * Requests slower than each of several limits: at most twice stable's share, or 1 %, is no worse.
   */
  public static Measure latency(double weight, List<Part> limits) {
    return new Measure("latency", limits, weight, new Margin(2, 0.01), new Margin(2.5, 0.02));
  }
}
