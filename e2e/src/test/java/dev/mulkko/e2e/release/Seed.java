package dev.mulkko.e2e.release;

import java.util.Random;

/** Chance that can be repeated. */
final class Seed {

  private static final String PROPERTY = "seed";

  private Seed() {}

  /** Another one each time, unless the system property {@code seed} is set; printed in any case. */
  static Random of(String what) {
    long seed = Long.getLong(PROPERTY, System.nanoTime());
    Figure.say("seed of the %s = %d, repeated by -D%s", what, seed, PROPERTY);
    return new Random(seed);
  }
}
