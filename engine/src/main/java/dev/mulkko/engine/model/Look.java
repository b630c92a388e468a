package dev.mulkko.engine.model;

import java.time.Instant;

/**
 * A look of a probe at a state of traffic. What it sees counts for this state alone: a state that
 * is verified anew, after whatever write, has another beginning.
 *
 * @param what the state, as {@code Progress.Verified} calls it
 * @param since when it was verified
 */
public record Look(Probe probe, String canary, String what, Instant since) {

  /** The traffic before the canary gets any, in which it is learned what stable says. */
  public static final String STABLE_ALONE = "weight 0, probed";

  public boolean learns() {
    return what.equals(STABLE_ALONE);
  }
}
