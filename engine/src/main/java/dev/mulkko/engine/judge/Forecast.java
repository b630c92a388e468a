package dev.mulkko.engine.judge;

import java.util.OptionalDouble;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * How long a verdict will take on average, if traffic and rates stay as they are.
 *
 * @param proof what is known already
 * @param canary requests and bad ones in a second
 * @param stable the same
 */
record Forecast(Measure measure, Part part, Proof proof, Tally canary, Tally stable) {

  /** The first half of the stake. */
  private static final double STAKE = Math.log(0.5);

  /** The same traffic, but with a canary that is worse. */
  Forecast timesWorse(int times) {
    double bad = Math.min(canary.requests(), times * canary.bad());
    return new Forecast(measure, part, proof, new Tally(canary.requests(), bad), stable);
  }

  /** Seconds until health is proven: one of the bets on it must win. Empty: never. */
  OptionalDouble healthy(double nats) {
    double share = measure.healthy().share(canary, stable);
    Logs relative = proof.betterRelative();
    Logs absolute = proof.betterAbsolute();
    double needed = nats + Math.log(relative.size() + absolute.size());
    double seconds =
        Math.min(
            soonest(relative, needed, bet -> relative(Bets.better(bet), share)),
            soonest(absolute, needed, bet -> absolute(Bets.better(bet), measure.healthy())));
    return known(seconds);
  }

  /** Seconds until the canary is known to be worse: against both sides of the margin. */
  OptionalDouble worse(double nats) {
    double share = measure.worse().share(canary, stable);
    double needed = nats + Math.log(Bets.WORSE_BETS);
    double ratio =
        soonest(staked(proof.relative()), needed, bet -> relative(Bets.worse(bet), share));
    double level =
        measure.worse().level() == null
            ? 0
            : soonest(
                staked(proof.absolute()),
                needed,
                bet -> absolute(Bets.worse(bet), measure.worse()));
    return known(Math.max(ratio, level));
  }

  /** A bet never has less than what is staked anew. */
  private static Logs staked(Logs wealth) {
    return wealth.atLeast(STAKE);
  }

  private double relative(double odds, double share) {
    return Bets.relative(odds, share, canary.bad(), stable.bad()) / proof.clump();
  }

  private double absolute(double odds, Margin margin) {
    Double level = margin.level();
    return level == null ? 0 : Bets.absolute(odds, level, canary) / proof.clump();
  }

  private static double soonest(Logs wealth, double needed, IntToDoubleFunction growth) {
    return IntStream.range(0, wealth.size())
        .filter(bet -> growth.applyAsDouble(bet) > 0)
        .mapToDouble(bet -> Math.max(0, needed - wealth.at(bet)) / growth.applyAsDouble(bet))
        .min()
        .orElse(Double.POSITIVE_INFINITY);
  }

  private static OptionalDouble known(double seconds) {
    return Double.isFinite(seconds) ? OptionalDouble.of(seconds) : OptionalDouble.empty();
  }
}
