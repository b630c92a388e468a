package dev.mulkko.operator.telemetry.compare;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * When the last looks began. Looks become rarer while too much is asked at once; then nobody is
 * silent whom we ourselves asked late.
 */
final class Lateness {

  /** A target may be missing in two of three. */
  private static final int COUNTED = 3;

  private final Deque<Instant> begins = new ArrayDeque<>();

  /**
   * How old the last word of a target may be after one more look: what is usual, and by how much
   * the last three looks took longer than three intervals.
   *
   * @param end of the look, its wait for a turn included
   */
  Duration patience(Duration usual, Duration interval, Instant begin, Instant end) {
    begins.add(begin);
    if (begins.size() > COUNTED) {
      begins.remove();
    }
    Duration late = Duration.between(begins.getFirst(), end).minus(interval.multipliedBy(COUNTED));
    return late.isPositive() ? usual.plus(late) : usual;
  }
}
