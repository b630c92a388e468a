package dev.mulkko.cli.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.mulkko.api.v1beta1.RequestRecord;
import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.api.v1beta1.RolloutProgress;
import dev.mulkko.cli.terminal.Ages;
import dev.mulkko.cli.terminal.Ink;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What both versions counted in the present step.
 *
 * @param counter what is counted as bad: errors
 * @param through all up to here was counted
 * @param from who told the counters; null when that is not known
 */
public record Comparison(
    String counter,
    long canary,
    long canaryBad,
    long stable,
    long stableBad,
    Instant through,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String from) {

  private static final int COUNTS = 4;

  /** As far as they are written; none at rest. */
  static List<Comparison> of(Rollout rollout) {
    RolloutProgress progress = rollout.getStatus() == null ? null : rollout.getStatus().rollout();
    return progress == null
        ? List.of()
        : progress.requests().stream()
            .filter(record -> record.counts().size() == COUNTS)
            .map(record -> of(record, progress.requestsFrom()))
            .toList();
  }

  private static Comparison of(RequestRecord record, @Nullable String from) {
    List<Long> counts = record.counts();
    return new Comparison(
        record.counter(),
        counts.get(0),
        counts.get(1),
        counts.get(2),
        counts.get(3),
        record.through(),
        from);
  }

  /** As cells of a table. */
  List<String> cells(Instant now, Ink ink) {
    return List.of(
        counter,
        "canary " + share(canaryBad, canary),
        "stable " + share(stableBad, stable),
        ink.faint(
            Ages.of(Duration.between(through, now))
                + " ago"
                + (from == null ? "" : ", from " + from)));
  }

  private static String share(long bad, long all) {
    return all == 0
        ? "no requests"
        : String.format(Locale.ROOT, "%d of %d (%.2f %%)", bad, all, 100.0 * bad / all);
  }
}
