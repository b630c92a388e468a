package dev.mulkko.engine.judge;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One target's counter since it is followed, over all its new starts.
 *
 * @param last what was read last
 * @param points what was counted in all by each instant, oldest first; the counts between two of
 *     them are spread evenly
 */
record Track(Counter last, List<Point> points) {

  record Point(Instant at, Tally total) {}

  /**
   * What a target counted before the first read is known only if it began at 0 after the mark.
   * Those may be the first failures of a broken canary; but counted before the mark is counted.
   */
  static Track begin(Counter first, Instant mark) {
    Instant since = first.since();
    if (since == null || since.isBefore(mark) || !since.isBefore(first.at())) {
      return new Track(first, List.of(new Point(first.at(), Tally.NONE)));
    }
    Tally all = new Tally(first.requests(), first.bad());
    return new Track(first, List.of(new Point(since, Tally.NONE), new Point(first.at(), all)));
  }

  /** Ignores what is not newer. */
  Track and(Counter next) {
    if (!next.at().isAfter(last.at())) {
      return this;
    }
    List<Point> longer = new ArrayList<>(points);
    longer.add(new Point(next.at(), points.getLast().total().plus(next.since(last))));
    return new Track(next.after(last), longer);
  }

  /** Counted in all by an instant. */
  Tally at(Instant when) {
    for (int i = points.size() - 1; i >= 0; i--) {
      Point before = points.get(i);
      if (!when.isBefore(before.at())) {
        return i == points.size() - 1 ? before.total() : between(before, points.get(i + 1), when);
      }
    }
    return points.getFirst().total();
  }

  private static Tally between(Point before, Point after, Instant when) {
    double way = Duration.between(before.at(), after.at()).toNanos();
    return before
        .total()
        .towards(after.total(), Duration.between(before.at(), when).toNanos() / way);
  }

  /** Without what is older than needed to tell what was counted since. */
  Track since(Instant mark) {
    int first = 0;
    while (first + 1 < points.size() && !points.get(first + 1).at().isAfter(mark)) {
      first++;
    }
    return first == 0 ? this : new Track(last, points.subList(first, points.size()));
  }

  Instant start() {
    return points.getFirst().at();
  }

  Instant end() {
    return points.getLast().at();
  }
}
