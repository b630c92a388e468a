package dev.mulkko.engine.judge;

/**
 * What a batch does to a bet. Each factor is at most 1 on average while the bet's hypothesis holds,
 * for every rate of stable, every batch size and every split: so is any product of them, looked at
 * as often as one likes.
 */
final class Bets {

  /** How many times worse than the margin the canary may be; nobody knows, so five are bet on. */
  private static final double[] WORSE = {1.5, 2.5, 5, 15, 100};

  /** How much better than the margin a healthy canary may be. */
  private static final double[] BETTER = {0.3, 0.5, 0.75};

  static final int WORSE_BETS = WORSE.length;
  static final int BETTER_BETS = BETTER.length;

  /** A rate of 1 would lose all at the first good request. */
  private static final double HIGHEST = 0.99;

  private Bets() {}

  /**
   * Against "the bad ones are shared as the margin allows".
   *
   * @param share the largest share of the bad ones that the margin allows the canary
   */
  static double relative(double odds, double share, double canaryBad, double stableBad) {
    return canaryBad * Math.log(odds) - (canaryBad + stableBad) * Math.log1p((odds - 1) * share);
  }

  /** Against "the rate is that of the margin". */
  static double absolute(double odds, double level, Tally canary) {
    double rate = Math.min(HIGHEST, level * odds);
    return canary.bad() * Math.log(rate / level)
        + (canary.requests() - canary.bad()) * Math.log((1 - rate) / (1 - level));
  }

  static double worse(int bet) {
    return WORSE[bet];
  }

  static double better(int bet) {
    return BETTER[bet];
  }
}
