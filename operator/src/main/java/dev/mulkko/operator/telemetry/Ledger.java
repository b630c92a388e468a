package dev.mulkko.operator.telemetry;

import dev.mulkko.engine.model.Attempt;
import dev.mulkko.engine.model.Counted;
import dev.mulkko.engine.model.Evidence;
import dev.mulkko.engine.model.Memory;
import dev.mulkko.engine.model.Progress;
import dev.mulkko.engine.model.Progress.Verified;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What this process saw and no status needs to say: the traffic that was verified last, since when
 * it is back after an abort, and evidence that is newer than the status. What is lost with this
 * process is seen again, from the beginning.
 */
public final class Ledger {

  private final Map<String, Page> pages = new ConcurrentHashMap<>();

  /**
   * Of one rollout.
   *
   * @param place where the evidence counts; at any other it proves nothing
   */
  private record Page(
      String canary,
      Instant startedAt,
      @Nullable Verified verified,
      Place place,
      List<Evidence> evidence,
      Counted counted,
      @Nullable Instant restoredAt) {

    static Page of(Progress progress) {
      return new Page(
          progress.canary(),
          progress.startedAt(),
          progress.verified(),
          Place.of(progress),
          progress.evidence(),
          progress.counted(),
          progress.attempt().restoredAt());
    }

    boolean isOf(Progress progress) {
      return canary.equals(progress.canary()) && startedAt.equals(progress.startedAt());
    }

    /** An abort whose write was refused is decided anew, at another moment. */
    private boolean isOfAbort(Progress stored) {
      return Objects.equals(place.abort, stored.abort());
    }

    private Counted later(Counted stored) {
      return counted.kept().isEmpty() ? stored : counted;
    }

    Progress addedTo(Progress stored) {
      Attempt attempt = stored.attempt();
      boolean isNews = attempt.restoredAt() == null && isOfAbort(stored);
      Attempt known = isNews ? attempt.restored(restoredAt) : attempt;
      Progress seen = stored.verified(verified).counting(later(stored.counted())).recording(known);
      return place.equals(Place.of(stored)) && !evidence.isEmpty() ? seen.proving(evidence) : seen;
    }
  }

  /** What the status says, and what this process knows beyond it. */
  public Memory recall(String rollout, Memory stored) {
    Progress progress = stored.progress();
    Page page = pages.get(rollout);
    return progress == null || page == null || !page.isOf(progress)
        ? stored
        : stored.with(page.addedTo(progress));
  }

  public void keep(String rollout, Memory memory) {
    Progress progress = memory.progress();
    if (progress == null) {
      pages.remove(rollout);
    } else {
      pages.put(rollout, Page.of(progress));
    }
  }

  public void forget(String rollout) {
    pages.remove(rollout);
  }

  private record Place(
      String canary, Progress.Place step, boolean promoted, Progress.@Nullable Abort abort) {

    static Place of(Progress progress) {
      return new Place(
          progress.canary(), progress.step(), progress.promotedAt() != null, progress.abort());
    }
  }
}
