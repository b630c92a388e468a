package dev.mulkko.engine.judge;

import java.time.Duration;
import java.time.Instant;

/** What both sides counted in the same time. */
record Batch(Instant from, Instant to, Tally canary, Tally stable) {

  double seconds() {
    return Duration.between(from, to).toMillis() / 1e3;
  }
}
