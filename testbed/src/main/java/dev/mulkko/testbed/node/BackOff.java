package dev.mulkko.testbed.node;

import java.time.Duration;

/**
 * The kubelet's waits before restarts: none before the first, then the base, twice that, and so on
 * up to 30 times the base. Who ran for 60 times the base starts over.
 */
final class BackOff {

  private static final int MOST = 30;

  private final Duration base;
  private Duration wait = Duration.ZERO;

  BackOff(Duration base) {
    this.base = base;
  }

  /** The wait before the next restart of a container that ran for so long. */
  Duration next(Duration ran) {
    Duration most = base.multipliedBy(MOST);
    Duration now = ran.compareTo(most.multipliedBy(2)) < 0 ? wait : Duration.ZERO;
    Duration doubled = now.isZero() ? base : now.multipliedBy(2);
    wait = doubled.compareTo(most) < 0 ? doubled : most;
    return now;
  }
}
