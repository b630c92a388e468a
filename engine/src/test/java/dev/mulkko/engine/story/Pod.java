package dev.mulkko.engine.story;

import java.time.Instant;

/** One pod. */
final class Pod {
  final Instant startedAt;
  boolean ready;
  boolean crashing;

  Pod(Instant startedAt) {
    this.startedAt = startedAt;
  }
}
