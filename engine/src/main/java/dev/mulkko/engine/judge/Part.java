package dev.mulkko.engine.judge;

import java.math.BigDecimal;
import java.util.OptionalDouble;

/**
 * One counter of a measure.
 *
 * @param counter name of the counter
 * @param words what its share is called in sentences: {@code error rate}, {@code share over 250 ms}
 */
public record Part(String counter, String words) {

  private static final String OVER = "over ";

  /** Requests that took longer than so many seconds. */
  static Part over(double seconds) {
    String plain = BigDecimal.valueOf(seconds).stripTrailingZeros().toPlainString();
    String words =
        seconds < 1 ? Figures.number(1e3 * seconds) + " ms" : Figures.number(seconds) + " s";
    return new Part(OVER + plain, "share over " + words);
  }

  /** The seconds of a counter of slow requests; empty when it is of something else. */
  static OptionalDouble seconds(String counter) {
    try {
      return counter.startsWith(OVER)
          ? OptionalDouble.of(Double.parseDouble(counter.substring(OVER.length())))
          : OptionalDouble.empty();
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }
}
