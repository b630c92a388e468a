package dev.mulkko.engine.plan;

import dev.mulkko.engine.model.Attempt.By;
import dev.mulkko.engine.model.Attempt.Unlocked;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What says "not now" to a Rollout at this moment.
 *
 * @param name as people call it, for example {@code DeployLock freeze}
 * @param reason in its owner's words
 * @param owner who locked, null when unknown
 * @param since when it was created: it may hold only at times
 * @param until when it ends by itself, empty when somebody must end it
 */
public record Lock(
    String name,
    Mode mode,
    String reason,
    @Nullable By owner,
    Instant since,
    Optional<Instant> until) {

  /** For sentences: {@code DeployLock freeze of kim until 2027-01-04T00:00:00Z (year end)}. */
  public String words() {
    return name
        + (owner == null ? "" : " of " + owner.name() + (owner.stamped() ? "" : " (claimed)"))
        + until.map(end -> " until " + end).orElse("")
        + (reason.isEmpty() ? "" : " (" + reason + ")");
  }

  /** Whether somebody said that it shall not hold; another one of its name that came later does. */
  public boolean isOverriddenBy(Unlocked unlocked) {
    return unlocked.locks().contains(name) && !since.isAfter(unlocked.at());
  }

  /** How far a lock goes. */
  public enum Mode {
    /** What has no traffic yet gets none. */
    BlockNew,
    /** And what has some stays at its share. */
    PauseRunning,
    /** All steps are made but the one to all of the traffic. */
    BlockPromote
  }
}
