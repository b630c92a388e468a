package dev.mulkko.e2e.observer;

import dev.mulkko.e2e.observer.invariant.Invariant;

/**
 * A rule was broken.
 *
 * @param revision of the cluster at which it was seen
 * @param line of the story at which it was seen
 */
public record Violation(Invariant invariant, long revision, String what, int line) {

  /** Which rule, as the table has it. */
  public String rule() {
    return invariant.name();
  }

  @Override
  public String toString() {
    return "%s at revision %d: %s%n  the rule: %s"
        .formatted(rule(), revision, what, invariant.sentence());
  }
}
