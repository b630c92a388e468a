package dev.mulkko.engine.judge;

import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one target told of the requests it answered since it began to count.
 *
 * @param target a pod, or a gateway that counts for both sides
 * @param at when the target had these numbers
 * @param since when it began to count from 0; null when nobody knows
 * @param requests all of them
 * @param failed those that failed
 * @param within how many of those that were timed took at most so many seconds, by the edges of its
 *     histogram, infinity among them; empty when it times none
 */
public record Told(
    Side side,
    String target,
    Instant at,
    @Nullable Instant since,
    long requests,
    long failed,
    SortedMap<Double, Long> within) {

  public Told {
    within = Collections.unmodifiableSortedMap(new TreeMap<>(within));
  }

  Counter errors() {
    return new Counter("errors", side, target, at, since, requests, failed);
  }

  /**
   * The requests that took longer; empty when it has no such edge. From when it counted is left
   * out: what was slow while it was cold must not count.
   */
  Optional<Counter> over(double seconds) {
    Long fast = within.get(seconds);
    Long all = within.get(Double.POSITIVE_INFINITY);
    return fast == null || all == null
        ? Optional.empty()
        : Optional.of(
            new Counter(
                Part.over(seconds).counter(),
                side,
                target,
                at,
                null,
                all,
                Math.max(0, all - fast)));
  }

  boolean times() {
    return !within.isEmpty();
  }
}
