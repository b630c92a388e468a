package dev.mulkko.engine.judge;

import java.time.Duration;

/**
 * What a verdict needs.
 *
 * @param maxFalseRollback how many of all healthy rollouts may be stopped, above 0 and below 1
 * @param maxFalsePromotion how many of all canaries at the margin may pass a step early
 * @param firstSoak shortest time of the first step
 * @param laterSoak shortest time of each later step
 * @param minRequests of the canary, before a step passes undecided
 */
public record Limits(
    double maxFalseRollback,
    double maxFalsePromotion,
    Duration firstSoak,
    Duration laterSoak,
    int minRequests) {

  public static final Limits DEFAULT =
      new Limits(0.01, 0.05, Duration.ofSeconds(30), Duration.ofSeconds(60), 50);

  public Limits {
    if (!(maxFalseRollback > 0 && maxFalseRollback < 1)
        || !(maxFalsePromotion > 0 && maxFalsePromotion < 1)) {
      throw new IllegalArgumentException("limits are above 0 and below 1");
    }
  }

  Duration soak(Evidence.Step step) {
    return step.first() ? firstSoak : laterSoak;
  }

  double rollbackNats() {
    return -Math.log(maxFalseRollback);
  }

  double promotionNats() {
    return -Math.log(maxFalsePromotion);
  }
}
