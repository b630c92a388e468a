package dev.mulkko.operator.lock;

import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.kube.AnyLock;
import dev.mulkko.kube.lock.LockReport;
import dev.mulkko.operator.apply.ClusterWriter;
import dev.mulkko.operator.observe.Caches;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the status of locks beside the passes, in the process that leads. Nothing is decided by it
 * but what admission refuses, so that it may be late; it is written when it changes.
 */
public final class LockKeeping {

  private static final Logger LOG = LoggerFactory.getLogger("mulkko");

  private static final Duration EACH = Duration.ofSeconds(1);
  private static final Duration END = Duration.ofSeconds(10);

  private final ClusterWriter writer;
  private final Clock clock;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("locks").factory());

  public LockKeeping(ClusterWriter writer, Clock clock) {
    this.writer = writer;
    this.clock = clock;
  }

  /**
   * Starts.
   *
   * @param caches that are filled
   */
  public void start(Caches caches, BooleanSupplier leads) {
    var _ =
        timer.scheduleWithFixedDelay(
            () -> {
              if (leads.getAsBoolean()) {
                look(caches);
              }
            },
            EACH.toMillis(),
            EACH.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  private void look(Caches caches) {
    try {
      List<Rollout> rollouts = caches.allRollouts();
      caches.locks().forEach(lock -> keep(lock, rollouts));
    } catch (RuntimeException e) {
      LOG.warn("locks were not looked at", e);
    }
  }

  /** One that the server refuses keeps none of the others. */
  private void keep(AnyLock lock, List<Rollout> rollouts) {
    try {
      LockReport.due(lock, rollouts, clock.instant()).ifPresent(writer::send);
    } catch (RuntimeException e) {
      LOG.warn("the status of {} was not written", lock.words(), e);
    }
  }

  /** Finishes the look that is under way. */
  public void stop() {
    timer.shutdown();
    try {
      timer.awaitTermination(END.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
