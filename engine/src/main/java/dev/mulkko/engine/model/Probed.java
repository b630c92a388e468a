package dev.mulkko.engine.model;

import java.time.Instant;

/**
 * How far a probe is with a state of traffic.
 *
 * @param due when it looks next; what it saw before does not count
 * @param unclear looks in a row that could not tell
 * @param words what it saw last; empty before
 */
public record Probed(Outcome outcome, Instant due, int unclear, String words) {

  /** What a look may end with. */
  public enum Outcome {
    /** It has not looked, or could not tell. */
    Looking,
    /** The data plane carries something else. */
    Off,
    /** The data plane carries it. */
    Agrees,
    /** It could not tell for so long that it is waited for no more. */
    GaveUp
  }

  public static Probed begun(Instant now) {
    return new Probed(Outcome.Looking, now, 0, "");
  }

  /** Whether it looks no more. */
  public boolean ended() {
    return outcome == Outcome.Agrees || outcome == Outcome.GaveUp;
  }
}
