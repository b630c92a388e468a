package dev.mulkko.engine.judge;

import java.util.Arrays;
import java.util.List;

/** Several numbers by their natural logarithms, each the wealth of one bet. */
final class Logs {

  /** What is read back and written again stays as it is. */
  private static final double EXACT = 1e-6;

  private final double[] of;

  private Logs(double[] of) {
    this.of = of;
  }

  static Logs same(int size, double value) {
    double[] all = new double[size];
    Arrays.fill(all, value);
    return new Logs(all);
  }

  /** From thousandths. */
  static Logs ofMilli(List<Long> milli) {
    return new Logs(milli.stream().mapToDouble(each -> each / 1e3).toArray());
  }

  /** In thousandths, rounded down, so that nothing is won by being written and read. */
  List<Long> milli() {
    return Arrays.stream(of)
        .mapToLong(each -> (long) Math.max(Math.floor(each * 1e3 + EXACT), -1e12))
        .boxed()
        .toList();
  }

  /** Adds an amount to each number, and then multiplies each by its own factor. */
  Logs bet(double lnAmount, Factors factors) {
    double[] next = new double[of.length];
    for (int i = 0; i < next.length; i++) {
      next[i] = sum(of[i], lnAmount) + factors.ln(i);
    }
    return new Logs(next);
  }

  Logs atLeast(double least) {
    return new Logs(Arrays.stream(of).map(each -> Math.max(each, least)).toArray());
  }

  /** Of a bet. */
  interface Factors {
    double ln(int bet);
  }

  int size() {
    return of.length;
  }

  double at(int bet) {
    return of[bet];
  }

  double max() {
    double max = Double.NEGATIVE_INFINITY;
    for (double each : of) {
      max = Math.max(max, each);
    }
    return max;
  }

  /** Logarithm of the sum of all. */
  double sum() {
    double max = max();
    if (max == Double.NEGATIVE_INFINITY) {
      return max;
    }
    double sum = 0;
    for (double each : of) {
      sum += Math.exp(each - max);
    }
    return max + Math.log(sum);
  }

  static double sum(double a, double b) {
    double max = Math.max(a, b);
    return max == Double.NEGATIVE_INFINITY ? max : max + Math.log1p(Math.exp(Math.min(a, b) - max));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Logs logs && Arrays.equals(of, logs.of);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(of);
  }

  @Override
  public String toString() {
    return Arrays.toString(of);
  }
}
