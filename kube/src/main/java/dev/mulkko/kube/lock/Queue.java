package dev.mulkko.kube.lock;

import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.engine.model.Attempt.Unlocked;
import dev.mulkko.engine.model.Progress;
import dev.mulkko.engine.plan.Lock.Mode;
import dev.mulkko.kube.AnyLock;
import dev.mulkko.kube.AnyLocks;
import dev.mulkko.kube.StatusFacts;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who goes first where one Rollout goes on at a time: whoever has traffic already, then whoever
 * began first. It is a total order, so that there is always one that waits for nobody.
 */
final class Queue {

  private Queue() {}

  /** The name of one that goes before a Rollout; empty when it need not wait. */
  static Optional<String> ahead(AnyLocks seen, AnyLock lock, Rollout rollout, Instant now) {
    Place own = place(rollout).orElse(null);
    return own == null
        ? Optional.empty()
        : seen.others().stream()
            .filter(lock::isFor)
            .flatMap(other -> place(other).filter(p -> counts(seen, other, p, now)).stream())
            .filter(other -> ORDER.compare(other, own) < 0)
            .min(ORDER)
            .map(Place::name);
  }

  private static final Comparator<Place> ORDER =
      Comparator.comparing((Place place) -> !place.hasTraffic)
          .thenComparing(Place::startedAt)
          .thenComparing(Place::name);

  private record Place(boolean hasTraffic, Instant startedAt, String name, Progress progress) {}

  private static Optional<Place> place(Rollout rollout) {
    Progress progress = StatusFacts.read(rollout.getStatus()).progress();
    return progress == null
        ? Optional.empty()
        : Optional.of(
            new Place(
                hasTraffic(progress, rollout.getStatus().weight()),
                progress.startedAt(),
                rollout.getMetadata().getNamespace() + "/" + rollout.getMetadata().getName(),
                progress));
  }

  private static boolean hasTraffic(Progress progress, @Nullable String weight) {
    return progress.step().reached() > 0
        || progress.step().index() > 0
        || progress.promotedAt() != null
        || (weight != null && !weight.equals("0%"));
  }

  /** One that another lock keeps from beginning would let everybody wait for nothing. */
  private static boolean counts(AnyLocks seen, Rollout other, Place place, Instant now) {
    Unlocked unlocked = place.progress.attempt().unlocked();
    return place.hasTraffic
        || place.progress.abort() != null
        || place.progress.undoes() != null
        || seen.locks().stream()
            .filter(lock -> lock.isFor(other))
            .filter(lock -> unlocked == null || !overridden(lock, unlocked))
            .map(lock -> Standing.of(lock.spec(), now))
            .noneMatch(s -> s.state().holds() && !s.auto() && s.mode() != Mode.BlockPromote);
  }

  private static boolean overridden(AnyLock lock, Unlocked unlocked) {
    return unlocked.locks().contains(lock.words()) && !lock.created().isAfter(unlocked.at());
  }
}
