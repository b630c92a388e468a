package dev.mulkko.operator.telemetry;

import java.time.Duration;
import java.time.Instant;

/**
 * A moment within each interval that is a Rollout's own, whichever process looks: those that begin
 * together would ask together for ever.
 */
public final class Phase {

  /** Spreads names that differ in their last letter alone: 2^64 divided by the golden ratio. */
  private static final long SCATTER = 0x9E37_79B9_7F4A_7C15L;

  private Phase() {}

  /** From the beginning of an interval to the moment of this name. */
  public static Duration of(String name, Duration interval) {
    double part = ((name.hashCode() * SCATTER) >>> 11) * 0x1p-53;
    return Duration.ofMillis((long) (part * interval.toMillis()));
  }

  /**
   * How long to rest until the next look: until its moment, and half an interval at least. A look
   * that took for longer is followed by the next at once.
   *
   * @param begin of the last look
   * @param now when it has ended
   */
  public static Duration rest(String name, Duration interval, Instant begin, Instant now) {
    Instant earliest = begin.plus(interval.dividedBy(2));
    long early =
        Math.floorMod(of(name, interval).toMillis() - earliest.toEpochMilli(), interval.toMillis());
    Duration rest = Duration.between(now, earliest.plusMillis(early));
    return rest.isPositive() ? rest : Duration.ZERO;
  }
}
