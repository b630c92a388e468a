package dev.mulkko.bench;

import java.util.SplittableRandom;

/** A way to stop a rollout. */
interface Rule {

  int NEVER = Integer.MAX_VALUE;

  String name();

  /**
   * The second at which it stops the rollout.
   *
   * @param random where the phases of its clocks are drawn from
   */
  int stops(World world, SplittableRandom random);
}
