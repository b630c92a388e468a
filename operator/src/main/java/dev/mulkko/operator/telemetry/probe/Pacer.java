package dev.mulkko.operator.telemetry.probe;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Lets requests go at most so often, whoever sends them. */
final class Pacer {

  private final long between;
  private long next = System.nanoTime();

  Pacer(Duration between) {
    this.between = between.toNanos();
  }

  /** Returns when one more may go. */
  void await() {
    long mine = take();
    for (long left = mine - System.nanoTime(); left > 0; left = mine - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  /** A time that was missed is not made up for. */
  private synchronized long take() {
    long mine = Math.max(next, System.nanoTime());
    next = mine + between;
    return mine;
  }
}
