package dev.mulkko.engine.judge;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where bad begins: above both.
 *
 * @param ratio to stable's rate
 * @param level rate below which nothing matters, above 0 and below 1; null for none
 */
public record Margin(double ratio, @Nullable Double level) {

  public Margin {
    if (!(ratio > 0) || (level != null && !(level > 0 && level < 1))) {
      throw new IllegalArgumentException("no margin: ratio %s, level %s".formatted(ratio, level));
    }
  }

  /** The largest share of the bad ones that a canary within the ratio owns. */
  double share(Tally canary, Tally stable) {
    double weighed = ratio * canary.requests();
    return weighed / (stable.requests() + weighed);
  }

  /** {@code 1.5x stable or 0.5 %}. */
  String words() {
    String relative = String.format(Locale.ROOT, "%sx stable", Figures.number(ratio));
    return level == null ? relative : relative + " or " + Figures.percent(level);
  }
}
