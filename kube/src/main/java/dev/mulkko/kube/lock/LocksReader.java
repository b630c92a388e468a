package dev.mulkko.kube.lock;

import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.engine.model.Attempt.By;
import dev.mulkko.engine.plan.Lock;
import dev.mulkko.engine.plan.Locks;
import dev.mulkko.kube.AnyLock;
import dev.mulkko.kube.AnyLocks;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What says "not now" to a Rollout at the time of a pass. */
public final class LocksReader {

  private LocksReader() {}

  /**
   * Reads the locks.
   *
   * @param stamped whether the API server vouches for who locked
   */
  public static Locks read(AnyLocks seen, Rollout rollout, Instant now, boolean stamped) {
    List<Lock> holding = new ArrayList<>();
    List<Instant> changes = new ArrayList<>();
    for (AnyLock lock : sorted(seen.locks())) {
      if (!lock.isFor(rollout)) {
        continue;
      }
      Standing standing = Standing.of(lock.spec(), now);
      standing.change().ifPresent(changes::add);
      if (standing.state().holds()) {
        why(seen, lock, standing, rollout, now)
            .map(why -> lock(lock, standing, why, stamped))
            .ifPresent(holding::add);
      }
    }
    return new Locks(holding, changes.stream().min(Comparator.naturalOrder()));
  }

  private static List<AnyLock> sorted(List<AnyLock> locks) {
    return locks.stream().sorted(Comparator.comparing(AnyLock::words)).toList();
  }

  /** Empty for a lock that lets this one go on. */
  private static Optional<String> why(
      AnyLocks seen, AnyLock lock, Standing standing, Rollout rollout, Instant now) {
    String wrong = standing.wrong();
    if (wrong != null) {
      return Optional.of(wrong);
    }
    return standing.auto()
        ? Queue.ahead(seen, lock, rollout, now)
            .map(other -> "%s: Rollout %s goes first".formatted(lock.spec().reason(), other))
        : Optional.of(lock.spec().reason());
  }

  private static Lock lock(AnyLock lock, Standing standing, String why, boolean stamped) {
    return new Lock(
        lock.words(),
        standing.mode(),
        why,
        by(lock.owner(), stamped),
        lock.created(),
        standing.change());
  }

  private static @Nullable By by(@Nullable String owner, boolean stamped) {
    return owner == null ? null : new By(owner, stamped);
  }
}
