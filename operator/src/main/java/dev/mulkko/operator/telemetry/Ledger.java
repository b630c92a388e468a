package dev.mulkko.operator.telemetry;

import dev.mulkko.engine.model.Evidence;
import dev.mulkko.engine.model.Memory;
import dev.mulkko.engine.model.Progress;
import dev.mulkko.engine.plan.Observation;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Evidence that is newer than the status: not each passed measurement is worth a write. What is
 * lost with this process is measured again.
 */
public final class Ledger {

  private final Map<String, Page> pages = new ConcurrentHashMap<>();

  /** Of one place of one rollout; at any other it proves nothing. */
  private record Page(Object place, List<Evidence> evidence) {}

  /** The observation with the evidence that this process knows. */
  public Observation read(String rollout, Observation seen) {
    Progress progress = seen.memory().progress();
    Page page = pages.get(rollout);
    return progress == null || page == null || !page.place.equals(place(progress))
        ? seen
        : seen.with(seen.memory().with(progress.proving(page.evidence)));
  }

  public void keep(String rollout, Memory memory) {
    Progress progress = memory.progress();
    if (progress == null || progress.evidence().isEmpty()) {
      pages.remove(rollout);
    } else {
      pages.put(rollout, new Page(place(progress), progress.evidence()));
    }
  }

  public void forget(String rollout) {
    pages.remove(rollout);
  }

  private record Place(
      String canary, Progress.Place step, boolean promoted, Progress.@Nullable Abort abort) {}

  private static Place place(Progress progress) {
    return new Place(
        progress.canary(), progress.step(), progress.promotedAt() != null, progress.abort());
  }
}
