package dev.mulkko.engine.judge;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How stable fares while there is nothing to compare it with.
 *
 * @param last what each target told last
 * @param counted since the time before
 * @param at when; null before
 */
record Past(History history, Map<String, Counter> last, Tally counted, @Nullable Instant at) {

  static final Past NONE = new Past(History.EMPTY, Map.of(), Tally.NONE, null);

  /** The same may come again: only what is newer counts. */
  Past and(List<Counter> stable, Instant now) {
    Tally sum = Tally.NONE;
    Map<String, Counter> next = new HashMap<>();
    for (Counter counter : stable) {
      Counter before = next.getOrDefault(counter.target(), last.get(counter.target()));
      boolean newer = before == null || counter.at().isAfter(before.at());
      sum = before == null || !newer ? sum : sum.plus(counter.since(before));
      next.put(counter.target(), before == null ? counter : newer ? counter.after(before) : before);
    }
    double seconds = at == null ? 0 : Duration.between(at, now).toMillis() / 1e3;
    Tally whole = sum.consistent();
    return new Past(history.and(whole, seconds), next, whole, now);
  }

  /** Goes on after what was before. */
  Past after(History before) {
    return new Past(before, last, counted, at);
  }

  /** What a monitoring system remembers; empty when that is too little to tell anything. */
  static Optional<History> history(
      SortedMap<Instant, List<Told>> times, Function<Told, Optional<Counter>> counter) {
    Past past = NONE;
    List<Tally> pieces = new ArrayList<>();
    for (Map.Entry<Instant, List<Told>> each : times.entrySet()) {
      List<Counter> counters =
          each.getValue().stream().flatMap(told -> counter.apply(told).stream()).toList();
      past = past.and(counters, each.getKey());
      pieces.add(past.counted);
    }
    return Optional.of(History.of(pieces)).filter(History::tells);
  }
}
