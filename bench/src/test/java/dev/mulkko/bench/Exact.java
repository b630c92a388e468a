package dev.mulkko.bench;

import dev.mulkko.engine.judge.Cuts;
import dev.mulkko.engine.judge.FairBets;
import dev.mulkko.engine.judge.Golden;
import java.util.Map;
import java.util.SplittableRandom;

/** What must hold exactly. */
final class Exact {

  private static final int CONFIGURATIONS = 1_000_000;
  private static final int CUTS = 20_000;
  private static final int SECONDS = 120;
  private static final double TROUBLE = 0.15;

  private Exact() {}

  static Map<String, Object> run(Bench bench) {
    double off = Golden.farthest();
    bench.say("golden vectors: off by at most %.1e", off);
    int configurations = bench.runs(CONFIGURATIONS, 1);
    double factor = FairBets.worst(new SplittableRandom(bench.seed()), configurations);
    bench.say("average factor of %d configurations: ln is at most %.1e", configurations, factor);
    int cuts = bench.runs(CUTS, 1);
    long twice = 0;
    long folded = 0;
    long counted = 0;
    for (int i = 0; i < cuts; i++) {
      Cuts.Result result = Cuts.run(new SplittableRandom(bench.seed() + i), SECONDS, TROUBLE);
      twice += result.foldedTwice() ? 1 : 0;
      folded += result.folded();
      counted += result.counted();
    }
    bench.say(
        "%d watches cut at random: %d folded something twice, %.1f %% folded once",
        cuts, twice, 100.0 * folded / counted);
    return Map.of(
        "goldenFarthest",
        off,
        "configurations",
        configurations,
        "lnAverageFactorMax",
        factor,
        "cuts",
        cuts,
        "foldedTwice",
        twice,
        "foldedOnce",
        (double) folded / counted);
  }
}
