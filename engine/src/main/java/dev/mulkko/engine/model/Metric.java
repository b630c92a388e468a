package dev.mulkko.engine.model;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A query whose result must stay within limits.
 *
 * @param query with placeholders
 * @param min the smallest result that passes, null for none
 * @param max the greatest result that passes, null for none; one of the two is there
 * @param interval between two results
 * @param failureLimit how many results of one step may miss the limit
 * @param initialDelay from the start of a step to its first result
 * @param count how many results must pass in each step, at least 1
 */
public record Metric(
    String name,
    String query,
    @Nullable Double min,
    @Nullable Double max,
    Duration interval,
    int failureLimit,
    Duration initialDelay,
    int count) {

  private static final MathContext SHOWN = new MathContext(6);

  /** Not a number passes nothing. */
  public boolean passes(double value) {
    return Double.isFinite(value) && (min == null || value >= min) && (max == null || value <= max);
  }

  /** The limit that a value misses, for people: {@code above max 0.8}. */
  public String missed(double value) {
    return max == null || (min != null && value < min)
        ? "below min " + (min == null ? "" : shown(min))
        : "above max " + shown(max);
  }

  /** Six digits are enough to see why. */
  public static String shown(double value) {
    return Double.isFinite(value)
        ? new BigDecimal(value).round(SHOWN).stripTrailingZeros().toPlainString()
        : Double.toString(value);
  }
}
