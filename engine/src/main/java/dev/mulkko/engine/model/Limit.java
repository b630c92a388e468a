package dev.mulkko.engine.model;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a result must keep to. Not a number passes nothing.
 *
 * @param min the smallest result that passes, null for none
 * @param max the greatest result that passes, null for none
 * @param beside what stable's result allows, null for none; one of the three is there
 */
public record Limit(@Nullable Double min, @Nullable Double max, @Nullable Beside beside) {

  private static final MathContext SHOWN = new MathContext(6);

  /** Longer numbers are written with an exponent. */
  private static final int DIGITS = 12;

  /**
   * A limit that moves with stable.
   *
   * @param factor of stable's result, above 0
   * @param lowerIsWorse whether the result must not fall below; otherwise it must not exceed
   * @param harmless a result that is no worse than this passes whatever stable's is; null for none
   */
  public record Beside(double factor, boolean lowerIsWorse, @Nullable Double harmless) {

    private String words() {
      return "%s %s times stable's".formatted(lowerIsWorse ? "at least" : "at most", shown(factor));
    }

    boolean passes(double canary, double stable) {
      double bound = factor * stable;
      return lowerIsWorse
          ? canary >= (harmless == null ? bound : Math.min(bound, harmless))
          : canary <= (harmless == null ? bound : Math.max(bound, harmless));
    }
  }

  public static Limit max(double max) {
    return new Limit(null, max, null);
  }

  public static Limit min(double min) {
    return new Limit(min, null, null);
  }

  public boolean passes(double value) {
    return Double.isFinite(value) && (min == null || value >= min) && (max == null || value <= max);
  }

  /** Of both versions at the same moment. */
  public boolean passes(double canary, double stable) {
    return passes(canary)
        && Double.isFinite(stable)
        && (beside == null || beside.passes(canary, stable));
  }

  /**
   * The limit that a result misses, for people: {@code above max 0.8}.
   *
   * @param said what {@link #shown} made of the result
   */
  public String missed(String said) {
    double value = Double.parseDouble(said.split(" ", 2)[0]);
    if (min != null && value < min) {
      return "below min " + shown(min);
    }
    if (max != null && !(value <= max)) {
      return "above max " + shown(max);
    }
    return beside == null
        ? "outside its limit"
        : "%s %s times stable's"
            .formatted(beside.lowerIsWorse ? "below" : "above", shown(beside.factor));
  }

  /** All limits, for people: {@code at least 20}, {@code 20 to 1000}. */
  public String words() {
    return Stream.concat(fixed().stream(), Stream.ofNullable(beside).map(Beside::words))
        .collect(Collectors.joining(", "));
  }

  private Optional<String> fixed() {
    if (min != null && max != null) {
      return Optional.of(shown(min) + " to " + shown(max));
    }
    return min != null
        ? Optional.of("at least " + shown(min))
        : Optional.ofNullable(max).map(most -> "at most " + shown(most));
  }

  /** Six digits are enough to see why; never longer than 13 letters. */
  public static String shown(double value) {
    if (!Double.isFinite(value)) {
      return Double.toString(value);
    }
    BigDecimal rounded = new BigDecimal(value).round(SHOWN).stripTrailingZeros();
    String plain = rounded.toPlainString();
    return plain.length() <= DIGITS ? plain : exponential(rounded);
  }

  private static String exponential(BigDecimal number) {
    int exponent = number.precision() - number.scale() - 1;
    return number.scaleByPowerOfTen(-exponent).toPlainString() + "E" + exponent;
  }

  /** Both results in one line, as {@link #missed} reads it. */
  public static String shown(double canary, double stable) {
    return "%s (stable %s)".formatted(shown(canary), shown(stable));
  }
}
