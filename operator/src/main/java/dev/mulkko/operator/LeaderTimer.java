package dev.mulkko.operator;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does something beside the passes, again and again, in the process that leads. Nothing depends on
 * one look: the next one finds what a failed one left.
 */
final class LeaderTimer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger("mulkko");
  private static final Duration END = Duration.ofSeconds(10);

  private final String name;
  private final BooleanSupplier leads;
  private final Runnable look;
  private final ScheduledExecutorService timer;

  private LeaderTimer(String name, BooleanSupplier leads, Runnable look) {
    this.name = name;
    this.leads = leads;
    this.look = look;
    this.timer =
        Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name(name).factory());
  }

  /**
   * Starts.
   *
   * @param name of its thread; a look that fails is logged by it
   * @param pause between the end of one look and the next, and before the first
   */
  static LeaderTimer start(String name, Duration pause, BooleanSupplier leads, Runnable look) {
    LeaderTimer result = new LeaderTimer(name, leads, look);
    var _ =
        result.timer.scheduleWithFixedDelay(
            result::turn, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    return result;
  }

  /** An exception that left it would end the timer without a word. */
  private void turn() {
    try {
      if (leads.getAsBoolean()) {
        look.run();
      }
    } catch (RuntimeException e) {
      LOG.warn("{} were not looked at to the end", name, e);
    }
  }

  /** Finishes the look that is under way. */
  @Override
  public void close() {
    timer.shutdown();
    try {
      timer.awaitTermination(END.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
