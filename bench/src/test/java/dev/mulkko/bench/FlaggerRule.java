package dev.mulkko.bench;

import java.util.OptionalDouble;
import java.util.SplittableRandom;

/**
 * The request-success-rate check of Flagger, from its documentation: each interval it first rolls
 * back if enough checks failed, and then checks. A failed check is never forgiven. In the first
 * minute an empty result is.
 */
record FlaggerRule(String name, int interval, double least, int threshold) implements Rule {

  private static final int WINDOW = 60;

  @Override
  public int stops(World world, SplittableRandom random) {
    Scrapes scrapes = new Scrapes(world, random.nextInt(Scrapes.INTERVAL));
    int failed = 0;
    for (int t = interval; t < world.seconds(); t += interval) {
      if (failed >= threshold) {
        return t;
      }
      OptionalDouble success = scrapes.success(t, WINDOW);
      boolean bad = success.isEmpty() ? t > WINDOW : success.getAsDouble() < least;
      failed += bad ? 1 : 0;
    }
    return NEVER;
  }
}
