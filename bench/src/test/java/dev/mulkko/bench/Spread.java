package dev.mulkko.bench;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** When things happened, sorted; those that never did stand last. */
@SuppressWarnings("ArrayRecordComponent")
record Spread(int[] sorted) {

  private static final double Z = 1.959964;

  static Spread of(int[] seconds) {
    int[] sorted = seconds.clone();
    Arrays.sort(sorted);
    return new Spread(sorted);
  }

  /** Counted from a later second on. */
  Spread minus(int seconds) {
    return new Spread(
        Arrays.stream(sorted).map(each -> each == Rule.NEVER ? each : each - seconds).toArray());
  }

  int at(double part) {
    return rank(Math.ceil(part * sorted.length));
  }

  /** Bounds of the 95 % interval, by the ranks between which the true one lies. */
  int low(double part) {
    return rank(Math.floor(part * sorted.length - width(part)));
  }

  int high(double part) {
    return rank(Math.ceil(part * sorted.length + width(part)) + 1);
  }

  private double width(double part) {
    return Z * Math.sqrt(part * (1 - part) * sorted.length);
  }

  private int rank(double rank) {
    return sorted[(int) Math.min(sorted.length, Math.max(1, rank)) - 1];
  }

  /** Of those that happened. */
  double mean() {
    return Arrays.stream(sorted).filter(each -> each != Rule.NEVER).average().orElse(Double.NaN);
  }

  /** Null stands for never. */
  Map<String, @Nullable Object> json() {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("mean", Double.isNaN(mean()) ? null : mean());
    json.put("p50", seconds(at(0.5)));
    json.put("p95", seconds(at(0.95)));
    json.put("p95low", seconds(low(0.95)));
    json.put("p95high", seconds(high(0.95)));
    json.put("runs", sorted.length);
    return json;
  }

  private static @Nullable Object seconds(int value) {
    return value == Rule.NEVER ? null : value;
  }

  private static String text(int value) {
    return value == Rule.NEVER ? "never" : Integer.toString(value);
  }

  @Override
  public String toString() {
    return at(0.95) == Rule.NEVER
        ? String.format(Locale.ROOT, "mean %.1f s, p95 never", mean())
        : String.format(
            Locale.ROOT,
            "mean %.1f s, p95 %d s (95 %%: %d-%s)",
            mean(),
            at(0.95),
            low(0.95),
            text(high(0.95)));
  }
}
