package dev.mulkko.engine.judge;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** How numbers are written in sentences. */
final class Figures {

  private static final MathContext TWO = new MathContext(2, RoundingMode.HALF_UP);

  private Figures() {}

  /** Two digits that say something, and whole numbers whole. */
  static String number(double value) {
    return Math.abs(value) >= 10
        ? String.format(Locale.ROOT, "%.0f", value)
        : new BigDecimal(value).round(TWO).stripTrailingZeros().toPlainString();
  }

  static String percent(double rate) {
    return number(100 * rate) + " %";
  }

  /** {@code error rate 5 % (7 of 140)}. */
  static String rate(Tally tally) {
    return "%s (%s of %s)"
        .formatted(percent(tally.rate()), whole(tally.bad()), whole(tally.requests()));
  }

  static String whole(double count) {
    return String.format(Locale.ROOT, "%.0f", count);
  }

  /** Evidence as odds; beyond a million the number says nothing any more. */
  static String odds(double nats) {
    double odds = Math.exp(Math.min(nats, 700));
    return odds > 1e6 ? "over 1000000:1" : (odds < 10 ? number(odds) : whole(odds)) + ":1";
  }
}
