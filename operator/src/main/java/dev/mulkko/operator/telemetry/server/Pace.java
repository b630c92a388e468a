package dev.mulkko.operator.telemetry.server;

/**
 * How many may begin in one second. After a rest some may begin at once, a tenth of a second's
 * worth; then they keep their distance. More may be taken than is there, and the next one waits for
 * longer then.
 */
final class Pace {

  private static final long SECOND = 1_000_000_000L;

  private final double perNano;
  private final double burst;
  private double ready;
  private long seen;

  Pace(int perSecond, long now) {
    this.perNano = (double) perSecond / SECOND;
    this.burst = Math.max(1, perSecond / 10.0);
    this.ready = burst;
    this.seen = now;
  }

  /** Nanoseconds until the next one may begin; 0 when it may. */
  long untilNext(long now) {
    ready = Math.min(burst, ready + (now - seen) * perNano);
    seen = now;
    return ready >= 1 ? 0 : (long) Math.ceil((1 - ready) / perNano);
  }

  void take(int many) {
    ready -= many;
  }

  /** It did not begin after all. */
  void giveBack() {
    ready = Math.min(burst, ready + 1);
  }
}
