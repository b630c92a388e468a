package dev.mulkko.engine.judge;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was read of one target: two counters that only grow, until the target starts again.
 *
 * @param name of what is counted, as in a {@link Part}
 * @param target a pod, or a gateway that counts for both sides
 * @param at when the target had these numbers
 * @param since when it began to count from 0; null when nobody knows
 * @param requests all of them
 * @param bad those that failed, or were slower than a limit
 */
public record Counter(
    String name,
    Side side,
    String target,
    Instant at,
    @Nullable Instant since,
    long requests,
    long bad) {

  /** Two replicas of a Prometheus differ by a few counts; a smaller fall is no new start. */
  private static final double SAME = 0.99;

  public Counter {
    if (requests < 0 || bad < 0) {
      throw new IllegalArgumentException("counter %s of %s is negative".formatted(name, target));
    }
  }

  /** What came since an earlier read; all of it when the target began anew. */
  Tally since(Counter earlier) {
    return restartedSince(earlier)
        ? new Tally(requests, bad)
        : new Tally(Math.max(0, requests - earlier.requests), Math.max(0, bad - earlier.bad));
  }

  /** To compare the next read with: a small fall must not be counted when it is made good. */
  Counter after(Counter earlier) {
    return restartedSince(earlier)
        ? this
        : new Counter(
            name,
            side,
            target,
            at,
            since,
            Math.max(requests, earlier.requests),
            bad < earlier.bad * SAME ? bad : Math.max(bad, earlier.bad));
  }

  private boolean restartedSince(Counter earlier) {
    return requests < earlier.requests * SAME
        || (since != null && earlier.since != null && since.isAfter(earlier.since));
  }
}
