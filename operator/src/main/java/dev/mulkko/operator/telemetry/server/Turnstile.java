package dev.mulkko.operator.telemetry.server;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * The only way to a server: so many at once, so many in a second, and each tenant in its turn. Who
 * waits may be interrupted.
 */
public final class Turnstile {

  private final LongSupplier nanoTime;
  private final ReentrantLock lock = new ReentrantLock();
  private final Lanes<Waiter> lanes = new Lanes<>();
  private final Pace pace;
  private int free;

  /** Not a record: no two are the same. */
  private static final class Waiter {
    private final Condition called;

    Waiter(Condition called) {
      this.called = called;
    }
  }

  public Turnstile(int atOnce, int perSecond) {
    this(atOnce, perSecond, System::nanoTime);
  }

  Turnstile(int atOnce, int perSecond, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.pace = new Pace(perSecond, nanoTime.getAsLong());
    this.free = atOnce;
  }

  /** Waits for its turn; who went in says {@link #leave}, whatever happened. */
  public void enter(String tenant) throws InterruptedException {
    enter(tenant, 1);
  }

  /**
   * Waits for one turn that counts for many.
   *
   * @param many begin at the same moment
   */
  public void enter(String tenant, int many) throws InterruptedException {
    lock.lockInterruptibly();
    Waiter me = new Waiter(lock.newCondition());
    lanes.add(tenant, me);
    try {
      awaitTurn(me);
      lanes.take();
      pace.take(many);
      free--;
    } catch (InterruptedException e) {
      lanes.leave(tenant, me);
      throw e;
    } finally {
      callNext();
      lock.unlock();
    }
  }

  /** Only the next one looks at the clock. */
  private void awaitTurn(Waiter me) throws InterruptedException {
    while (lanes.next() != me || free == 0) {
      me.called.await();
    }
    for (long wait = pace.untilNext(nanoTime.getAsLong());
        wait > 0;
        wait = pace.untilNext(nanoTime.getAsLong())) {
      me.called.awaitNanos(wait);
    }
  }

  /** How many wait for their turn. */
  public int waiting() {
    lock.lock();
    try {
      return lanes.size();
    } finally {
      lock.unlock();
    }
  }

  public void leave() {
    leave(true);
  }

  /**
   * Makes room.
   *
   * @param begun whether anything was sent
   */
  void leave(boolean begun) {
    lock.lock();
    try {
      free++;
      if (!begun) {
        pace.giveBack();
      }
      callNext();
    } finally {
      lock.unlock();
    }
  }

  private void callNext() {
    Waiter next = lanes.next();
    if (next != null && free > 0) {
      next.called.signal();
    }
  }
}
