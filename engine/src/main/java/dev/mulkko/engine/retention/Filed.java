package dev.mulkko.engine.retention;

import java.time.Instant;
import java.util.Optional;

/**
 * A record, as far as it matters how long it is kept.
 *
 * @param owner whose attempt it is
 * @param attempt its number
 * @param name unique in its namespace
 * @param end empty while it is open
 */
public record Filed(Owner owner, long attempt, String name, Optional<End> end) {

  /** A Rollout, or all that ever had its name. */
  public record Owner(String namespace, String rollout) {}

  /**
   * How it ended.
   *
   * @param failure whether its version was taken out for what it did
   */
  public record End(boolean failure, Instant at) {}
}
