package dev.mulkko.kube;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as Kubernetes users write them: {@code 30s}, {@code 5m}, {@code 1h30m}. */
public final class GoDuration {

  private static final Pattern WHOLE = Pattern.compile("^([0-9]+(ms|s|m|h))+$");
  private static final Pattern PART = Pattern.compile("([0-9]+)(ms|s|m|h)");

  /** Longer than anybody waits, and short enough for every sum of times. */
  private static final Duration LONGEST = Duration.ofDays(3650);

  private GoDuration() {}

  /** Empty when the text is no duration, or longer than ten years. */
  public static Optional<Duration> parse(String text) {
    if (!WHOLE.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      Duration sum = Duration.ZERO;
      Matcher parts = PART.matcher(text);
      while (parts.find()) {
        sum = sum.plus(part(Long.parseLong(parts.group(1)), parts.group(2)));
      }
      return sum.compareTo(LONGEST) > 0 ? Optional.empty() : Optional.of(sum);
    } catch (NumberFormatException | ArithmeticException tooLong) {
      return Optional.empty();
    }
  }

  /** As a user would write it. */
  public static String text(Duration length) {
    return length.toString().substring(2).toLowerCase(Locale.ROOT);
  }

  private static Duration part(long amount, String unit) {
    return switch (unit) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      default -> throw new IllegalStateException("the pattern allows no unit " + unit);
    };
  }
}
