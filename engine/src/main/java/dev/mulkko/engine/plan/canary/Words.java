package dev.mulkko.engine.plan.canary;

import dev.mulkko.engine.model.Match;
import java.time.Duration;
import java.util.Optional;

/** How times are written in sentences. */
final class Words {

  private Words() {}

  /** {@code and header x-canary}, behind a share; nothing where no requests are meant. */
  static String and(Optional<Match> match) {
    return match.map(requests -> " and " + requests.words()).orElse("");
  }

  /**
   * {@code 90s} is {@code 1m30s}; parts of a second are rounded up, so that nothing is said to take
   * 0 seconds.
   */
  static String time(Duration length) {
    Duration whole = Duration.ofSeconds(Math.max(0, Math.ceilDiv(length.toMillis(), 1000)));
    return whole.toString().substring(2).toLowerCase(java.util.Locale.ROOT);
  }
}
