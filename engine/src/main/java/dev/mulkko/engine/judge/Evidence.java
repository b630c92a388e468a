package dev.mulkko.engine.judge;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a canary.
 *
 * @param step the place that must be proven healthy
 * @param strands by the name of the counter
 * @param heard when each due target was last heard of, or first waited for
 * @param read when somebody last looked; null before the first look
 * @param patience of the last look
 */
public record Evidence(
    Step step,
    Map<String, Strand> strands,
    Map<String, Instant> heard,
    @Nullable Instant read,
    Duration patience) {

  /**
   * A step of the rollout.
   *
   * @param first whether it is the first
   * @param share of the traffic that the canary is meant to have, 0 to 1
   */
  public record Step(boolean first, Instant since, double share) {}
}
