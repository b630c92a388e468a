package dev.mulkko.engine.model;

import java.time.Duration;
import java.util.List;

/** How a new revision gets its traffic. */
public sealed interface Strategy {

  /**
   * Weight by weight, each one held before the next; 100 % follows the last step by itself.
   *
   * @param steps in order; weights grow
   * @param stepTime how long a weight is held that no pause follows
   * @param scaleDownDelay how long the pods that lost the traffic stay, counted from when they were
   *     seen to have lost it
   */
  record Canary(List<Step> steps, Duration stepTime, Duration scaleDownDelay) implements Strategy {
    public Canary {
      steps = List.copyOf(steps);
    }
  }
}
