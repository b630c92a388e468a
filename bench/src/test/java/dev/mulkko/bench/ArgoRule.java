package dev.mulkko.bench;

import java.util.OptionalDouble;
import java.util.SplittableRandom;

/**
 * A metric of Argo Rollouts, from its documentation: each interval the success rate of a window
 * must be at least a limit; more failed measurements than {@code failureLimit}, in all, stop the
 * rollout. An empty result is an error and is tried again; five in a row stop it too.
 */
record ArgoRule(String name, int interval, double least, int failureLimit) implements Rule {

  private static final int WINDOW = 60;
  private static final int ERRORS = 4;
  private static final int RETRY = 10;

  @Override
  public int stops(World world, SplittableRandom random) {
    Scrapes scrapes = new Scrapes(world, random.nextInt(Scrapes.INTERVAL));
    int failed = 0;
    int errors = 0;
    for (int t = interval; t < world.seconds(); ) {
      OptionalDouble success = scrapes.success(t, WINDOW);
      errors = success.isEmpty() ? errors + 1 : 0;
      failed += success.isPresent() && success.getAsDouble() < least ? 1 : 0;
      if (failed > failureLimit || errors > ERRORS) {
        return t;
      }
      t += success.isEmpty() ? RETRY : interval;
    }
    return NEVER;
  }
}
