package dev.mulkko.e2e.release;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** What was measured, as lines that can be searched for. */
final class Figure {

  private Figure() {}

  static void count(String name, long value, String unit) {
    say("%s = %d %s", name, value, unit);
  }

  static void seconds(String name, Instant from, Instant to) {
    say("%s = %.2f s", name, Duration.between(from, to).toMillis() / 1000.0);
  }

  static void say(String format, Object... values) {
    System.out.println("figure: " + String.format(Locale.ROOT, format, values));
  }
}
