package dev.mulkko.testbed.node;

/**
 * Turns probe results into passed or not: a change takes as many equal results in a row as its
 * threshold says.
 */
final class ProbeCount {

  private final int successes;
  private final int failures;
  private boolean passed;
  private boolean last;
  private int inARow;

  ProbeCount(int successThreshold, int failureThreshold) {
    successes = successThreshold;
    failures = failureThreshold;
  }

  void add(boolean success) {
    inARow = success == last ? inARow + 1 : 1;
    last = success;
    if (inARow >= (success ? successes : failures)) {
      passed = success;
    }
  }

  boolean passed() {
    return passed;
  }

  /** Begins anew, as with a new container: not passed. */
  void reset() {
    passed = false;
    inARow = 0;
  }
}
