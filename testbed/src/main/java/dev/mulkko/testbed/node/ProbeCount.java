package dev.mulkko.testbed.node;

/**
 * Turns probe results into passed or not: a change takes as many equal results in a row as its
 * threshold says.
 */
final class ProbeCount {

  private final int successes;
  private final int failures;
  private boolean passed;

  /** Successes are counted above zero, failures below. */
  private int inARow;

  ProbeCount(int successThreshold, int failureThreshold) {
    successes = successThreshold;
    failures = failureThreshold;
  }

  void add(boolean success) {
    inARow = success ? Math.max(inARow, 0) + 1 : Math.min(inARow, 0) - 1;
    passed = passed ? inARow > -failures : inARow >= successes;
  }

  boolean passed() {
    return passed;
  }
}
