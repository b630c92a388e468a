package dev.mulkko.engine.judge;

import java.util.SplittableRandom;

/**
 * The average factor of a bet, exactly, where the bet's hypothesis just holds. Each request fails
 * by itself, so the average is a product over requests.
 */
public final class FairBets {

  private FairBets() {}

  /** The largest logarithm of an average factor; fair bets have none above 0. */
  public static double worst(SplittableRandom random, int configurations) {
    double worst = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < configurations; i++) {
      worst = Math.max(worst, Math.max(relative(random), absolute(random)));
    }
    return worst;
  }

  private static double relative(SplittableRandom random) {
    double canary = 1 + random.nextInt(5000);
    double stable = 1 + random.nextInt(50_000);
    boolean better = random.nextBoolean();
    double ratio = 0.2 + 5 * random.nextDouble();
    double stableRate = Math.pow(10, -5 * random.nextDouble()) * Math.min(1, 1 / ratio);
    double slack = 4 * random.nextDouble() * random.nextInt(2);
    double canaryRate =
        better ? Math.min(1, ratio * stableRate * (1 + slack)) : ratio * stableRate / (1 + slack);
    double odds =
        better
            ? Bets.better(random.nextInt(Bets.BETTER_BETS))
            : Bets.worse(random.nextInt(Bets.WORSE_BETS));
    double share = new Margin(ratio, null).share(new Tally(canary, 0), new Tally(stable, 0));
    return canary * perRequest(canaryRate, 0, Bets.relative(odds, share, 1, 0))
        + stable * perRequest(stableRate, 0, Bets.relative(odds, share, 0, 1));
  }

  private static double absolute(SplittableRandom random) {
    double level = Math.pow(10, -0.5 - 4 * random.nextDouble());
    boolean better = random.nextBoolean();
    double slack = 3 * random.nextDouble() * random.nextInt(2);
    double rate = better ? Math.min(1, level * (1 + slack)) : level / (1 + slack);
    double odds =
        better
            ? Bets.better(random.nextInt(Bets.BETTER_BETS))
            : Bets.worse(random.nextInt(Bets.WORSE_BETS));
    return (1 + random.nextInt(5000))
        * perRequest(
            rate,
            Bets.absolute(odds, level, new Tally(1, 0)),
            Bets.absolute(odds, level, new Tally(1, 1)));
  }

  private static double perRequest(double rate, double good, double bad) {
    return Math.log1p((1 - rate) * Math.expm1(good) + rate * Math.expm1(bad));
  }
}
