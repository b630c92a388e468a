package dev.mulkko.e2e.bench;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * How long it took.
 *
 * @param lengths from each verdict to the last answer of the canary, by all doors
 * @param late how many requests the client itself began late
 * @param problem what did not go as it must; empty when all did
 */
record AbortFigures(
    Aborts aborts, List<Duration> lengths, long sent, long lost, long late, String problem) {

  static final String HEAD =
      "%-18s %8s %6s %8s %8s %7s %5s %6s"
          .formatted("aborts behind", "throttle", "count", "median", "max", "sent", "lost", "late");

  boolean isWrong() {
    return !problem.isEmpty() || lost > 0 || lengths.size() < Aborts.COUNT;
  }

  /** The middle one, or the mean of the two in the middle, in seconds. */
  double median() {
    double[] sorted = seconds();
    int half = sorted.length / 2;
    return sorted.length == 0
        ? Double.NaN
        : sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  double max() {
    double[] sorted = seconds();
    return sorted.length == 0 ? Double.NaN : sorted[sorted.length - 1];
  }

  private double[] seconds() {
    return lengths.stream().mapToDouble(one -> one.toMillis() / 1000.0).sorted().toArray();
  }

  String line() {
    return String.format(
            Locale.ROOT,
            "%-18s %6dms %6d %7.3fs %7.3fs %7d %5d %6d  %s",
            aborts.router().title(),
            aborts.throttle().toMillis(),
            lengths.size(),
            median(),
            max(),
            sent,
            lost,
            late,
            problem)
        .stripTrailing();
  }
}
