package dev.mulkko.engine.plan;

import dev.mulkko.engine.model.Attempt;
import dev.mulkko.engine.model.Attempt.Approved;
import dev.mulkko.engine.model.Attempt.Passed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How an attempt ended.
 *
 * @param attempt its number, and who unlocked it
 * @param steps those that the record does not have yet
 * @param approved those that the record does not have yet
 * @param reason name of a {@link Reason}
 * @param message one sentence
 * @param at when the outcome was decided
 * @param waited how much of the time until then it waited for people, pauses and locks
 * @param progressed the rest of that time
 * @param lead from the build of the version to its promotion; only of what was promoted and has a
 *     name
 * @param restore from the decision to take the version out until all of the traffic was back; only
 *     where something was wrong
 */
public record Closing(
    Attempt attempt,
    List<Passed> steps,
    List<Approved> approved,
    Outcome outcome,
    String reason,
    String message,
    Instant at,
    Duration waited,
    Duration progressed,
    Optional<Duration> lead,
    Optional<Duration> restore) {

  public Closing {
    steps = List.copyOf(steps);
    approved = List.copyOf(approved);
  }

  /** How an attempt can end. */
  public enum Outcome {
    /** The new version has all of the traffic. */
    Promoted,
    /** Something was wrong with it. */
    RolledBack,
    /** Somebody ended it, and nothing was wrong. */
    Aborted,
    /** A newer version took its place before it was done. */
    Superseded,
    /** The version that had run before is back, as somebody asked. */
    Undone
  }
}
