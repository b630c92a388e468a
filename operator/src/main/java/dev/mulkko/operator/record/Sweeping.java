package dev.mulkko.operator.record;

import dev.mulkko.engine.retention.Retention;
import dev.mulkko.operator.apply.ClusterWriter;
import dev.mulkko.operator.observe.Deliveries;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sweeps beside the passes, each minute in which this process leads. */
public final class Sweeping {

  private static final Logger LOG = LoggerFactory.getLogger("mulkko");

  private static final Duration EACH = Duration.ofMinutes(1);
  private static final Duration END = Duration.ofSeconds(10);

  private final ClusterWriter writer;
  private final Retention retention;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("records").factory());

  public Sweeping(ClusterWriter writer, Retention retention) {
    this.writer = writer;
    this.retention = retention;
  }

  /**
   * Starts.
   *
   * @param deliveries that are filled
   */
  public void start(Deliveries deliveries, BooleanSupplier leads) {
    Sweep sweep = new Sweep(deliveries, writer, retention, Clock.systemUTC());
    var _ =
        timer.scheduleWithFixedDelay(
            () -> {
              if (leads.getAsBoolean()) {
                calmly(sweep);
              }
            },
            EACH.toSeconds(),
            EACH.toSeconds(),
            TimeUnit.SECONDS);
  }

  /** Nothing depends on it: the next one finds what this one left. */
  private static void calmly(Sweep sweep) {
    try {
      sweep.run();
    } catch (RuntimeException e) {
      LOG.warn("records were not swept to the end", e);
    }
  }

  /** Finishes the sweep that is under way. */
  public void stop() {
    timer.shutdown();
    try {
      timer.awaitTermination(END.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
