package dev.mulkko.engine.plan;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What says "not now" to a Rollout.
 *
 * @param now the locks that hold at this moment, in the order in which they are named
 * @param next when that can change without an event; empty when it cannot
 */
public record Locks(List<Lock> now, Optional<Instant> next) {

  public static final Locks NONE = new Locks(List.of(), Optional.empty());

  public Locks {
    now = List.copyOf(now);
  }
}
