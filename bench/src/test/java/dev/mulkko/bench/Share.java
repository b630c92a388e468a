package dev.mulkko.bench;

import java.util.Locale;
import java.util.Map;

/** So many of so many, with Wilson's interval of 95 %. */
record Share(long some, long all) {

  private static final double Z = 1.959964;

  double value() {
    return (double) some / all;
  }

  double low() {
    return some == 0 ? 0 : middle() - halfWidth();
  }

  double high() {
    return middle() + halfWidth();
  }

  private double middle() {
    return (value() + Z * Z / (2.0 * all)) / (1 + Z * Z / all);
  }

  private double halfWidth() {
    double p = value();
    return Z / (1 + Z * Z / all) * Math.sqrt(p * (1 - p) / all + Z * Z / (4.0 * all * all));
  }

  Map<String, Object> json() {
    return Map.of("count", some, "of", all, "share", value(), "low", low(), "high", high());
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%.3f %% (%d of %d, 95 %%: %.3f-%.3f)",
        100 * value(),
        some,
        all,
        100 * low(),
        100 * high());
  }
}
