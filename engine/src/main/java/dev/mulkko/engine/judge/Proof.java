package dev.mulkko.engine.judge;

/**
 * The evidence of one counter. Two questions are bet on: whether the canary is worse, over the
 * whole rollout, and whether it is healthy, over the present step.
 *
 * <p>A fault may begin at any time, and wealth lost while all was well would have to be earned
 * again. So a part of the stake is put in at the first batch, and the rest bit by bit: what is in
 * the reserve can not be lost.
 *
 * @param clock seconds of evidence in this rollout
 * @param reserve part of the stake that is not bet yet
 * @param relative wealth of the bets on "worse than stable"
 * @param absolute wealth of the bets on "worse than a level"; none without a level
 * @param betterRelative wealth of the bets on "no worse than stable", this step
 * @param betterAbsolute wealth of the bets on "below a level", this step
 * @param canary counts of this step
 * @param stable counts of this step
 * @param clump how many failures come together, at least 1
 */
record Proof(
    double clock,
    double reserve,
    Logs relative,
    Logs absolute,
    Logs betterRelative,
    Logs betterAbsolute,
    Tally canary,
    Tally stable,
    double clump) {

  private static final double FIRST = 0.5;
  private static final double HALF_TIME = 600;

  static Proof begin(Measure measure, double clump) {
    return new Proof(
        0,
        1,
        Logs.same(Bets.WORSE_BETS, Double.NEGATIVE_INFINITY),
        Logs.same(measure.worse().level() == null ? 0 : Bets.WORSE_BETS, Double.NEGATIVE_INFINITY),
        Logs.same(Bets.BETTER_BETS, 0),
        Logs.same(measure.healthy().level() == null ? 0 : Bets.BETTER_BETS, 0),
        Tally.NONE,
        Tally.NONE,
        clump);
  }

  /** What a step proves must be proved at its own weight; what was lost on the way stays lost. */
  Proof nextStep() {
    return new Proof(
        clock,
        reserve,
        relative,
        absolute,
        Logs.same(betterRelative.size(), 0),
        Logs.same(betterAbsolute.size(), 0),
        Tally.NONE,
        Tally.NONE,
        clump);
  }

  /** Chosen from what stable did before, so that no batch sees a clump size of its own. */
  Proof clumped(double size) {
    return new Proof(
        clock,
        reserve,
        relative,
        absolute,
        betterRelative,
        betterAbsolute,
        canary,
        stable,
        Math.max(1, size));
  }

  /**
   * @param traffic of both sides over a longer time, to tell the canary's share of it
   */
  Proof fold(Batch batch, Window.Traffic traffic, Measure measure) {
    double next = clock + batch.seconds();
    double stake = Math.min(reserve, stake(next));
    double lnStake = Math.log(stake);
    double worseShare = measure.worse().share(traffic.canary(), traffic.stable());
    double betterShare = measure.healthy().share(traffic.canary(), traffic.stable());
    double worseLevel = level(measure.worse());
    double betterLevel = level(measure.healthy());
    double canaryBad = batch.canary().bad();
    double stableBad = batch.stable().bad();
    double nothing = Double.NEGATIVE_INFINITY;
    return new Proof(
        next,
        reserve - stake,
        relative.bet(
            lnStake, i -> Bets.relative(Bets.worse(i), worseShare, canaryBad, stableBad) / clump),
        absolute.bet(
            lnStake, i -> Bets.absolute(Bets.worse(i), worseLevel, batch.canary()) / clump),
        betterRelative.bet(
            nothing, i -> Bets.relative(Bets.better(i), betterShare, canaryBad, stableBad) / clump),
        betterAbsolute.bet(
            nothing, i -> Bets.absolute(Bets.better(i), betterLevel, batch.canary()) / clump),
        canary.plus(batch.canary()),
        stable.plus(batch.stable()),
        clump);
  }

  /** Half at first; of the other half, half in the first ten minutes, and so on without an end. */
  private double stake(double next) {
    return clock == 0
        ? FIRST
        : (1 - FIRST) * (HALF_TIME / (clock + HALF_TIME) - HALF_TIME / (next + HALF_TIME));
  }

  private static double level(Margin margin) {
    return margin.level() == null ? 0.5 : margin.level();
  }

  /** Nats against "at most the ratio to stable". */
  double againstRatio() {
    return wealth(relative);
  }

  /** Nats against "at most the level". */
  double againstLevel() {
    return wealth(absolute);
  }

  /** Nats against "healthy": both ways to be healthy must be refuted. */
  double worse() {
    return absolute.size() == 0 ? againstRatio() : Math.min(againstRatio(), againstLevel());
  }

  /** Nats against "bad": that is above both, so what refutes one of them counts. */
  double healthy() {
    return Logs.sum(betterRelative.sum(), betterAbsolute.sum())
        - Math.log(betterRelative.size() + betterAbsolute.size());
  }

  private double wealth(Logs bets) {
    return Logs.sum(Math.log(reserve), bets.sum() - Math.log(Bets.WORSE_BETS));
  }
}
