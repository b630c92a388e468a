package dev.mulkko.engine.plan.canary;

import java.time.Duration;

/** How times are written in sentences. */
final class Words {

  private Words() {}

  /**
   * {@code 90s} is {@code 1m30s}; parts of a second are rounded up, so that nothing is said to take
   * 0 seconds.
   */
  static String time(Duration length) {
    Duration whole = Duration.ofSeconds(Math.max(0, Math.ceilDiv(length.toMillis(), 1000)));
    return whole.toString().substring(2).toLowerCase(java.util.Locale.ROOT);
  }
}
