package dev.mulkko.operator.apply;

import dev.mulkko.api.v1beta1.DeploymentRecord;
import dev.mulkko.kube.Request;
import dev.mulkko.kube.Request.Create;
import dev.mulkko.kube.Request.Delete;
import dev.mulkko.kube.Request.Patch;
import dev.mulkko.kube.Snapshot;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Knows which writes of our own the caches have not shown yet, so that nothing is decided, and no
 * second write tried, on what was there before. Forgetting it costs a refused write, never a wrong
 * one.
 */
public final class OwnWrites {

  /** A cache that is later than this is not waited for. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  public static final Duration SOON = Duration.ofMillis(50);

  /** Up to 3.2 s. */
  private static final int DOUBLINGS = 6;

  private final Map<String, Pending> pending = new ConcurrentHashMap<>();
  private final Map<String, Integer> lateInARow = new ConcurrentHashMap<>();

  /** What the written object looked like before; no version means that it did not exist. */
  private record Pending(String kind, String name, @Nullable String version, Instant at) {}

  /**
   * Notes a write that came too late.
   *
   * @return when to look again: at once for a cache that lags, later and later for what does not
   *     pass by itself
   */
  public Duration tooLate(Snapshot before) {
    int times = lateInARow.merge(key(before), 1, Integer::sum);
    return SOON.multipliedBy(1L << Math.min(times - 1, DOUBLINGS));
  }

  /** Notes a write that succeeded. */
  public void sent(Snapshot before, Request request, Instant now) {
    Pending one =
        switch (request) {
          case Create(HasMetadata object) ->
              new Pending(object.getKind(), object.getMetadata().getName(), null, now);
          case Patch patch -> note(before, patch.target(), now);
          case Delete delete -> note(before, delete.target(), now);
        };
    pending.put(key(before), one);
    lateInARow.remove(key(before));
  }

  /** Whether this snapshot still shows the time before our last write. */
  public boolean notYetIn(Snapshot snapshot, Instant now) {
    Pending last = pending.get(key(snapshot));
    if (last == null) {
      return false;
    }
    boolean shown = !Objects.equals(version(snapshot, last.kind, last.name), last.version);
    if (shown || last.at.plus(PATIENCE).isBefore(now)) {
      pending.remove(key(snapshot));
      return false;
    }
    return true;
  }

  /** Nothing of a Rollout that is gone. */
  public void forget(Snapshot gone) {
    pending.remove(key(gone));
    lateInARow.remove(key(gone));
  }

  private static Pending note(Snapshot before, Request.Target target, Instant now) {
    String kind = target.kind().name();
    return new Pending(kind, target.name(), version(before, kind, target.name()), now);
  }

  private static @Nullable String version(Snapshot snapshot, String kind, String name) {
    return objects(snapshot)
        .filter(o -> o.getKind().equals(kind) && o.getMetadata().getName().equals(name))
        .map(o -> o.getMetadata().getResourceVersion())
        .findFirst()
        .orElse(null);
  }

  private static Stream<HasMetadata> objects(Snapshot snapshot) {
    Stream<HasMetadata> single =
        Stream.of(
                Optional.<HasMetadata>of(snapshot.rollout()),
                Optional.<HasMetadata>ofNullable(snapshot.deployment()),
                Optional.<HasMetadata>ofNullable(snapshot.service()))
            .flatMap(Optional::stream);
    return Stream.of(
            single,
            snapshot.replicaSets().stream(),
            snapshot.backends().stream(),
            snapshot.routes().stream(),
            snapshot.canaryIngresses().stream(),
            snapshot.actions().stream(),
            records(snapshot))
        .flatMap(objects -> objects);
  }

  private static Stream<DeploymentRecord> records(Snapshot snapshot) {
    List<DeploymentRecord> records = snapshot.records();
    return records == null ? Stream.empty() : records.stream();
  }

  private static String key(Snapshot snapshot) {
    return snapshot.namespace() + "/" + snapshot.name();
  }
}
