package dev.mulkko.operator.lock;

import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.kube.AnyLock;
import dev.mulkko.kube.lock.LockReport;
import dev.mulkko.operator.apply.ClusterWriter;
import dev.mulkko.operator.observe.Caches;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the status of locks beside the passes. Nothing is decided by it but what admission refuses,
 * so that it may be late; it is written when it changes.
 */
public final class LockKeeping {

  private static final Logger LOG = LoggerFactory.getLogger("mulkko");

  private final Caches caches;
  private final ClusterWriter writer;
  private final Clock clock;

  public LockKeeping(Caches caches, ClusterWriter writer, Clock clock) {
    this.caches = caches;
    this.writer = writer;
    this.clock = clock;
  }

  /** Looks at all locks once. */
  public void look() {
    List<Rollout> rollouts = caches.allRollouts();
    caches.locks().forEach(lock -> keep(lock, rollouts));
  }

  /** One that the server refuses keeps none of the others. */
  private void keep(AnyLock lock, List<Rollout> rollouts) {
    try {
      LockReport.due(lock, rollouts, clock.instant()).ifPresent(writer::send);
    } catch (RuntimeException e) {
      LOG.warn("the status of {} was not written", lock.words(), e);
    }
  }
}
