package dev.mulkko.engine.judge;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One counter of all targets on both sides, cut into batches in which both sides counted at the
 * same time. Were they cut where each was read, an incident of both would look like one of the side
 * that was read last.
 *
 * @param mark all before it was folded or is lost for good, so that nothing is folded twice
 */
record Stream(Instant mark, Map<Target, Track> tracks) {

  record Target(Side side, String name) {}

  static Stream begin(Instant mark) {
    return new Stream(mark, Map.of());
  }

  /**
   * With what was read. A target that was not heard of for long does not hold up the others.
   *
   * @param counters may be of other names too
   * @param oldest a target's last read must not be before it
   */
  Stream read(String name, List<Counter> counters, Instant oldest) {
    Map<Target, Track> next = LinkedHashMap.newLinkedHashMap(tracks.size() + 1);
    tracks.forEach(
        (target, track) -> {
          if (!track.end().isBefore(oldest)) {
            next.put(target, track);
          }
        });
    for (Counter counter : counters) {
      if (counter.name().equals(name) && !counter.at().isBefore(mark)) {
        next.compute(
            new Target(counter.side(), counter.target()),
            (target, track) -> track == null ? Track.begin(counter, mark) : track.and(counter));
      }
    }
    return new Stream(mark, next);
  }

  /** What all targets have told by now. */
  Optional<Batch> ripe() {
    Instant canaryStart = Instant.MAX;
    Instant stableStart = Instant.MAX;
    Instant to = Instant.MAX;
    for (Map.Entry<Target, Track> each : tracks.entrySet()) {
      Track track = each.getValue();
      to = earlier(to, track.end());
      if (each.getKey().side() == Side.Canary) {
        canaryStart = earlier(canaryStart, track.start());
      } else {
        stableStart = earlier(stableStart, track.start());
      }
    }
    Instant from = later(mark, later(canaryStart, stableStart));
    return from.isBefore(to)
        ? Optional.of(new Batch(from, to, sum(Side.Canary, from, to), sum(Side.Stable, from, to)))
        : Optional.empty();
  }

  /** After a batch was folded. */
  Stream after(Batch batch) {
    Map<Target, Track> next = LinkedHashMap.newLinkedHashMap(tracks.size());
    tracks.forEach((target, track) -> next.put(target, track.since(batch.to())));
    return new Stream(batch.to(), next);
  }

  private Tally sum(Side side, Instant from, Instant to) {
    double requests = 0;
    double bad = 0;
    for (Map.Entry<Target, Track> each : tracks.entrySet()) {
      if (each.getKey().side() == side) {
        Tally end = each.getValue().at(to);
        Tally start = each.getValue().at(from);
        requests += end.requests() - start.requests();
        bad += end.bad() - start.bad();
      }
    }
    return new Tally(requests, bad).consistent();
  }

  private static Instant earlier(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }
}
