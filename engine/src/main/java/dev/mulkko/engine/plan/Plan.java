package dev.mulkko.engine.plan;

import dev.mulkko.engine.model.Memory;
import java.time.Duration;
import java.util.Optional;

/**
 * What to do now: at most one write, what to remember, when to look again.
 *
 * @param trace which rules were asked and which one decided
 * @param recheck when to look again if nothing changes before
 */
public record Plan(
    Phase phase,
    Optional<Action> action,
    Memory memory,
    Note note,
    String trace,
    Optional<Duration> recheck) {

  /** The same, with another note. */
  public Plan saying(Note other) {
    return new Plan(phase, action, memory, other, trace, recheck);
  }

  /** For people. Derived at every pass and never read back. */
  public enum Phase {
    Pending,
    Progressing,
    Paused,
    Promoting,
    Aborting,
    Healthy,
    RolledBack,
    Stalled
  }
}
