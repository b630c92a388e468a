package dev.mulkko.e2e.safety;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * What became of a scenario with one mishap.
 *
 * @param happened whether it came to the mishap
 * @param took from the beginning to the end
 * @param problems what is wrong, as sentences; empty when nothing is
 */
record Result(
    Scenario scenario,
    Mishap mishap,
    boolean happened,
    Fate fate,
    Duration took,
    List<String> problems) {

  /** How it ended, the worst thing first. */
  enum Fate {
    /** A rule was broken at some revision. */
    VIOLATED,
    /** It did not come to its end. */
    STUCK,
    /** The end, or the way to it, is not that of the run without it. */
    DIFFERENT,
    CONVERGED
  }

  boolean isGreen() {
    return fate == Fate.CONVERGED;
  }

  double seconds() {
    return took.toMillis() / 1000.0;
  }

  String told() {
    return String.format(
        Locale.ROOT,
        "%s, %s: %s after %.1f s%s%s",
        scenario,
        mishap,
        fate,
        seconds(),
        happened ? "" : " (it never came there)",
        problems.isEmpty() ? "" : "\n  " + String.join("\n  ", problems));
  }
}
