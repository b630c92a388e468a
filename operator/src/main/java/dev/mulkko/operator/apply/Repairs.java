package dev.mulkko.operator.apply;

import dev.mulkko.engine.plan.Action;
import dev.mulkko.engine.plan.Drift;
import dev.mulkko.engine.plan.Observation;
import dev.mulkko.engine.plan.Plan;
import dev.mulkko.engine.plan.Written;
import dev.mulkko.kube.Request;
import dev.mulkko.kube.Request.Target;
import dev.mulkko.kube.Snapshot;
import dev.mulkko.kube.write.Requests;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Knows what this process wrote, and by that what somebody else has changed since. */
public final class Repairs {

  private final Map<String, Written> written = new ConcurrentHashMap<>();
  private final Function<Target, Optional<String>> writers;

  /**
   * Knows nothing yet.
   *
   * @param writers who changed an object last, in words; empty when nobody can say
   */
  public Repairs(Function<Target, Optional<String>> writers) {
    this.writers = writers;
  }

  /** The plan as it may be carried out now: see {@link Drift}. */
  public Plan tempered(Plan plan, Snapshot snapshot, Observation seen) {
    return Drift.tempered(
        plan, before(snapshot), seen, action -> writer(action, snapshot, seen.now()));
  }

  private Optional<String> writer(Action action, Snapshot snapshot, Instant now) {
    return Requests.of(action, snapshot, now) instanceof Request.Patch patch
        ? writers.apply(patch.target())
        : Optional.empty();
  }

  /** Notes a write that succeeded. */
  public void wrote(Action action, Snapshot snapshot, Instant now) {
    written.put(key(snapshot), before(snapshot).and(action, now));
  }

  /** Nothing of a Rollout that is gone. */
  public void forget(Snapshot gone) {
    written.remove(key(gone));
  }

  private Written before(Snapshot snapshot) {
    return written.getOrDefault(key(snapshot), Written.nothing());
  }

  private static String key(Snapshot snapshot) {
    return snapshot.namespace() + "/" + snapshot.name();
  }
}
