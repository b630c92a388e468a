package dev.mulkko.engine.judge;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * What one look at all targets brought. The same may come again, and some may be missing.
 *
 * @param at when somebody looked
 * @param patience how old the last word of a target may be: three times the time between two
 * @param told of both sides, of each target from the oldest
 * @param due targets that are ready and so should have told something
 */
public record Hearing(Instant at, Duration patience, List<Told> told, Set<String> due) {

  public Hearing {
    told = List.copyOf(told);
    due = Set.copyOf(due);
  }

  List<Told> of(Side side) {
    return told.stream().filter(each -> each.side() == side).toList();
  }
}
