package dev.mulkko.engine.plan;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What says "not now" to a Rollout at this moment.
 *
 * @param name as people call it, for example {@code DeployLock freeze}
 * @param reason in its owner's words
 * @param owner who locked, null when unknown
 * @param until when it ends by itself, empty when somebody must end it
 */
public record Lock(
    String name, Mode mode, String reason, @Nullable String owner, Optional<Instant> until) {

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
