package dev.mulkko.engine.judge;

import dev.mulkko.engine.judge.Verdict.Outlook;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;
import java.util.function.IntToDoubleFunction;

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

  /** How much worse a canary is in the example of how soon it would show. */
  private static final int EXAMPLE = 4;

  /** Of the part of all measures whose health is proven least. */
  static Outlook of(Scales scales, Limits limits, Instant now) {
    Forecast slowest = null;
    for (Measure measure : scales.judge().measures()) {
      for (Part part : measure.parts()) {
        Forecast next = of(measure, part, scales.judge().strand(scales.evidence(), part));
        if (slowest == null || next.proof.healthy() < slowest.proof.healthy()) {
          slowest = next;
        }
      }
    }
    if (slowest == null) {
      throw new IllegalStateException("a judge without measures");
    }
    Instant soaked = scales.evidence().step().since().plus(limits.soak(scales.evidence().step()));
    double soak = Duration.between(now, soaked).toMillis() / 1e3;
    double healthy = Math.max(soak, slowest.healthy(limits.promotionNats()));
    double worse = slowest.timesWorse(EXAMPLE).worse(limits.rollbackNats());
    return new Outlook(
        scales.canaryRequests(),
        known(healthy),
        slowest.part.words(),
        EXAMPLE,
        known(worse),
        slowest.proof.clump());
  }

  /** A canary as healthy as stable, at the traffic of the last half minute. */
  private static Forecast of(Measure measure, Part part, Strand strand) {
    double span = Math.max(1e-3, strand.window().span().toMillis() / 1e3);
    Window.Traffic traffic = strand.window().traffic();
    double rate = strand.proof().stable().rate();
    double canary = traffic.canary().requests() / span;
    double stable = traffic.stable().requests() / span;
    return new Forecast(
        measure,
        part,
        strand.proof(),
        new Tally(canary, canary * rate),
        new Tally(stable, stable * rate));
  }

  /** The same traffic, but with a canary that is worse. */
  Forecast timesWorse(int times) {
    double bad = Math.min(canary.requests(), times * canary.bad());
    return new Forecast(measure, part, proof, new Tally(canary.requests(), bad), stable);
  }

  /** Seconds until health is proven: one of the bets on it must win. */
  double healthy(double nats) {
    double share = share(measure.healthy());
    Logs relative = proof.betterRelative();
    Logs absolute = proof.betterAbsolute();
    double needed = nats + Math.log(relative.size() + absolute.size());
    return Math.min(
        soonest(relative, needed, bet -> relative(Bets.better(bet), share)),
        soonest(absolute, needed, bet -> absolute(Bets.better(bet), measure.healthy())));
  }

  /**
   * Seconds until the canary is known to be worse: against both sides of the margin. This part
   * alone must outweigh that the others show nothing.
   */
  double worse(double nats) {
    double share = share(measure.worse());
    double alone = measure.weight() / measure.parts().size();
    double needed = nats - Math.log(alone) + Math.log(Bets.WORSE_BETS);
    Logs relative = proof.relative().atLeast(STAKE);
    Logs absolute = proof.absolute().atLeast(STAKE);
    double ratio = soonest(relative, needed, bet -> relative(Bets.worse(bet), share));
    return absolute.size() == 0
        ? ratio
        : Math.max(
            ratio, soonest(absolute, needed, bet -> absolute(Bets.worse(bet), measure.worse())));
  }

  private double share(Margin margin) {
    return canary.requests() + stable.requests() == 0 ? 0 : margin.share(canary, stable);
  }

  private double relative(double odds, double share) {
    return Bets.relative(odds, share, canary.bad(), stable.bad()) / proof.clump();
  }

  private double absolute(double odds, Margin margin) {
    Double level = margin.level();
    return level == null ? 0 : Bets.absolute(odds, level, canary) / proof.clump();
  }

  private static double soonest(Logs wealth, double needed, IntToDoubleFunction growth) {
    double soonest = Double.POSITIVE_INFINITY;
    for (int bet = 0; bet < wealth.size(); bet++) {
      double perSecond = growth.applyAsDouble(bet);
      if (perSecond > 0) {
        soonest = Math.min(soonest, Math.max(0, needed - wealth.at(bet)) / perSecond);
      }
    }
    return soonest;
  }

  private static OptionalDouble known(double seconds) {
    return Double.isFinite(seconds) ? OptionalDouble.of(seconds) : OptionalDouble.empty();
  }
}
