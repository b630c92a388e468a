package dev.mulkko.kube.write;

import dev.mulkko.api.v1beta1.DeploymentRecord;
import dev.mulkko.api.v1beta1.DeploymentTotals;
import dev.mulkko.api.v1beta1.DurationTotals;
import dev.mulkko.engine.plan.Closing;
import dev.mulkko.engine.plan.Closing.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Sums over all attempts of a Rollout. They go from record to record, so that a metric that is read
 * from the last one neither falls when an old one is removed nor counts an attempt twice.
 */
public final class Totals {

  /** Seconds: an hour, a day, a week, a month, as DORA sorts lead times. */
  public static final List<Long> LEAD_TIME = bounds(1, 24, 7 * 24, 30 * 24);

  /** Seconds: ten, a minute, ten minutes, an hour. */
  public static final List<Long> RESTORE_TIME = List.of(10L, 60L, 600L, 3600L);

  private static final DeploymentTotals NONE = new DeploymentTotals(0, 0, 0, 0, 0, null, null);

  private Totals() {}

  /**
   * Sums up to and with one more.
   *
   * @param before the last one that has sums
   * @param orphans how many since then are still open, and will be aborted ones
   */
  static DeploymentTotals with(Optional<DeploymentRecord> before, long orphans, Closing one) {
    DeploymentTotals sums = before.map(record -> record.getStatus().totals()).orElse(NONE);
    return new DeploymentTotals(
        sums.promoted() + count(one, Outcome.Promoted),
        sums.rolledBack() + count(one, Outcome.RolledBack),
        sums.aborted() + orphans + count(one, Outcome.Aborted),
        sums.superseded() + count(one, Outcome.Superseded),
        sums.undone() + count(one, Outcome.Undone),
        with(sums.leadTime(), one.lead(), LEAD_TIME),
        with(sums.restoreTime(), one.restore(), RESTORE_TIME));
  }

  private static int count(Closing one, Outcome outcome) {
    return one.outcome() == outcome ? 1 : 0;
  }

  private static @Nullable DurationTotals with(
      @Nullable DurationTotals before, Optional<Duration> one, List<Long> bounds) {
    if (one.isEmpty()) {
      return before;
    }
    long seconds = one.get().toSeconds();
    List<Long> within = before == null ? List.of() : before.within();
    return new DurationTotals(
        (before == null ? 0 : before.count()) + 1,
        (before == null ? 0 : before.seconds()) + seconds,
        IntStream.range(0, bounds.size())
            .mapToObj(
                i -> (i < within.size() ? within.get(i) : 0L) + (seconds <= bounds.get(i) ? 1 : 0))
            .toList());
  }

  private static List<Long> bounds(int... hours) {
    return IntStream.of(hours).mapToObj(h -> Duration.ofHours(h).toSeconds()).toList();
  }
}
