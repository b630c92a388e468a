package dev.mulkko.engine.story;

import dev.mulkko.engine.Planner;
import org.junit.jupiter.api.Test;

/**
 * Whatever people, tools, pods and the operator's death do, nothing breaks and all comes to rest.
 */
class SeedsTest {
  private static final long SEEDS = Long.getLong("seeds", 1000);

  @Test
  void whateverHappensTrafficIsSafeAndRestIsReached() {
    for (long seed = 1; seed <= SEEDS; seed++) {
      new RandomTale(seed, Planner::plan).tell();
    }
  }
}
