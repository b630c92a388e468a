package dev.mulkko.bench;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;

/**
 * How requests and failures come, in seconds.
 *
 * @param requests in a second, of both sides
 * @param share of the canary
 * @param canary its failing part, by the second
 * @param stable its failing part, by the second
 * @param clump failures that come together, on average; 1 for each by itself
 */
record Traffic(
    double requests,
    double share,
    IntToDoubleFunction canary,
    IntToDoubleFunction stable,
    int clump) {

  static final double USUAL = 0.005;
  private static final int STABLE_PODS = 2;

  static Traffic steady(double share, double canary) {
    return new Traffic(100, share, t -> canary, t -> USUAL, 1);
  }

  Traffic inClumpsOf(int mean) {
    return new Traffic(requests, share, canary, stable, mean);
  }

  World draw(SplittableRandom random, int seconds) {
    int pods = 1 + STABLE_PODS;
    int[][] all = new int[pods][seconds + 1];
    int[][] bad = new int[pods][seconds + 1];
    Map<Double, Poisson> tables = new HashMap<>();
    for (int pod = 0; pod < pods; pod++) {
      double rate = pod == 0 ? requests * share : requests * (1 - share) / STABLE_PODS;
      IntToDoubleFunction failing = pod == 0 ? canary : stable;
      for (int t = 1; t <= seconds; t++) {
        double part = failing.applyAsDouble(t);
        int failed = failures(tables.computeIfAbsent(rate * part / clump, Poisson::new), random);
        int good = tables.computeIfAbsent(rate * (1 - part), Poisson::new).draw(random);
        all[pod][t] = all[pod][t - 1] + good + failed;
        bad[pod][t] = bad[pod][t - 1] + failed;
      }
    }
    return new World(share, all, bad);
  }

  private int failures(Poisson clumps, SplittableRandom random) {
    int many = clumps.draw(random);
    int sum = many;
    if (clump > 1) {
      for (int i = 0; i < many; i++) {
        while (random.nextInt(clump) != 0) {
          sum++;
        }
      }
    }
    return sum;
  }
}
