package dev.mulkko.e2e.safety;

import java.time.Duration;
import java.util.List;

/**
 * What became of a scenario with one crash.
 *
 * @param died whether the place of the crash was met
 * @param took from the crash's arming to the end
 * @param problems what is wrong, as sentences; empty when nothing is
 */
record Result(
    Scenario scenario, Crash crash, boolean died, Fate fate, Duration took, List<String> problems) {

  /** How it ended, the worst thing first. */
  enum Fate {
    /** A rule was broken at some revision. */
    VIOLATED,
    /** It did not come to its end. */
    STUCK,
    /** The end, or the way to it, is not that of the run without a crash. */
    DIFFERENT,
    CONVERGED
  }

  String told() {
    return "%s, %s: %s after %.1f s%s%s"
        .formatted(
            scenario,
            crash,
            fate,
            took.toMillis() / 1000.0,
            died ? "" : " (it never came there)",
            problems.isEmpty() ? "" : "\n  " + String.join("\n  ", problems));
  }
}
