package dev.mulkko.e2e.release;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Somebody who does the same again and again until told to stop. */
final class Busy implements AutoCloseable {

  private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
  private final CompletableFuture<Void> failed = new CompletableFuture<>();

  private Busy() {}

  static Busy every(Duration interval, Runnable act) {
    Busy busy = new Busy();
    var _ =
        busy.thread.scheduleAtFixedRate(
            () -> busy.attempt(act), 0, interval.toMillis(), TimeUnit.MILLISECONDS);
    return busy;
  }

  private void attempt(Runnable act) {
    try {
      act.run();
    } catch (RuntimeException e) {
      failed.completeExceptionally(e);
    }
  }

  /** Returns when it has ended, and fails if anything that it did has failed. */
  @Override
  public void close() {
    thread.close();
    failed.complete(null);
    failed.join();
  }
}
