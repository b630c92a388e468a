package dev.mulkko.operator.telemetry.probe;

import dev.mulkko.engine.model.Look;
import dev.mulkko.engine.model.Sight;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks beside the passes, so that none waits for a data plane. Of each Rollout at most one look is
 * under way, and what the newest one saw is kept; another look takes its place, and then it sends
 * no more.
 */
public final class Probing {

  /** Looks under way in one moment, of all Rollouts. */
  static final int AT_ONCE = 8;

  private static final Logger LOG = LoggerFactory.getLogger("mulkko");

  private final Prober prober;
  private final Executor threads;
  private final Semaphore free = new Semaphore(AT_ONCE, true);

  /** By Rollout. Guarded by this. */
  private final Map<String, State> rollouts = new HashMap<>();

  public Probing(Prober prober) {
    this(prober, look -> Thread.ofVirtual().name("probe").start(look));
  }

  Probing(Prober prober, Executor threads) {
    this.prober = prober;
    this.threads = threads;
  }

  private record State(@Nullable Task underWay, @Nullable Sight last) {}

  /** Not a record: the same look once more is another task. */
  private static final class Task {
    private final String rollout;
    private final Look look;
    private final Instant at;
    private final Optional<InetSocketAddress> pod;

    Task(String rollout, Look look, Instant at, Optional<InetSocketAddress> pod) {
      this.rollout = rollout;
      this.look = look;
      this.at = at;
      this.pod = pod;
    }
  }

  /**
   * What was seen last.
   *
   * @param rollout its namespace and name
   */
  public synchronized Optional<Sight> sight(String rollout) {
    State state = rollouts.get(rollout);
    return Optional.ofNullable(state == null ? null : state.last);
  }

  /** Whether a look of this Rollout is under way. */
  public synchronized boolean waiting(String rollout) {
    State state = rollouts.get(rollout);
    return state != null && state.underWay != null;
  }

  /**
   * Begins a look and returns at once. The same look that is under way is not begun again.
   *
   * @param now when it begins, as what it sees will say
   * @param pod of the canary, as far as one is known
   */
  public synchronized void look(
      String rollout, Look look, Instant now, Optional<InetSocketAddress> pod) {
    State state = rollouts.getOrDefault(rollout, new State(null, null));
    if (state.underWay != null && state.underWay.look.equals(look)) {
      return;
    }
    Task task = new Task(rollout, look, now, pod);
    rollouts.put(rollout, new State(task, state.last));
    threads.execute(() -> run(task));
  }

  /** Drops what was seen of a Rollout; what is under way ends without a word. */
  public synchronized void forget(String rollout) {
    rollouts.remove(rollout);
  }

  private void run(Task task) {
    Sight sight =
        new Sight(
            task.look,
            task.at,
            Map.of(),
            task.look.probe().requests(),
            "the probe failed in Mulkko: its log says why",
            Set.of());
    free.acquireUninterruptibly();
    try {
      if (isWanted(task)) {
        sight = prober.look(task.look, task.at, task.pod, () -> isWanted(task));
      }
    } catch (RuntimeException e) {
      LOG.warn("probe of Rollout {} failed", task.rollout, e);
    } finally {
      free.release();
      keep(task, sight);
    }
  }

  private synchronized boolean isWanted(Task task) {
    State state = rollouts.get(task.rollout);
    return state != null && state.underWay == task;
  }

  private synchronized void keep(Task task, Sight sight) {
    if (isWanted(task)) {
      rollouts.put(task.rollout, new State(null, sight));
    }
  }
}
