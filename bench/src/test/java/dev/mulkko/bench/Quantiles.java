package dev.mulkko.bench;

import java.time.Duration;
import java.util.Collection;

/** Times in milliseconds, sorted. */
@SuppressWarnings("ArrayRecordComponent")
record Quantiles(double[] sorted) {

  static Quantiles of(Collection<Duration> times) {
    return new Quantiles(
        times.stream().mapToDouble(time -> time.toNanos() / 1e6).sorted().toArray());
  }

  /** NaN of none. */
  double at(double part) {
    return sorted.length == 0
        ? Double.NaN
        : rounded(sorted[(int) Math.ceil(part * sorted.length) - 1]);
  }

  static double rounded(double number) {
    return Math.round(number * 100) / 100.0;
  }
}
