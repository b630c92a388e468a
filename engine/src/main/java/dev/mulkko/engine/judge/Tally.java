package dev.mulkko.engine.judge;

/**
 * Requests, and how many of them were bad. Fractions come from cutting between two reads.
 *
 * @param bad failed, or slower than a limit
 */
public record Tally(double requests, double bad) {

  public static final Tally NONE = new Tally(0, 0);

  Tally plus(Tally more) {
    return new Tally(requests + more.requests, bad + more.bad);
  }

  Tally minus(Tally less) {
    return new Tally(requests - less.requests, bad - less.bad);
  }

  /** The part of the way to another one. */
  Tally towards(Tally other, double part) {
    return new Tally(requests + part * (other.requests - requests), bad + part * (other.bad - bad));
  }

  /**
   * Two series are read one after the other: what is bad was requested, even if not yet seen so.
   */
  Tally consistent() {
    return bad <= requests ? this : new Tally(bad, bad);
  }

  /** Share of the bad ones; zero without requests. */
  public double rate() {
    return requests == 0 ? 0 : bad / requests;
  }
}
