package dev.mulkko.engine.judge;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * What one look at the counters brought. The same read may come again, and reads may be missing.
 *
 * @param at when somebody looked
 * @param patience how old the last read of a target may be: three times the time between two reads
 * @param counters of all names and both sides
 * @param due targets that are ready and so should have answered
 */
public record Reading(Instant at, Duration patience, List<Counter> counters, Set<String> due) {

  public Reading {
    counters = List.copyOf(counters);
    due = Set.copyOf(due);
  }

  Instant oldest() {
    return at.minus(patience);
  }
}
