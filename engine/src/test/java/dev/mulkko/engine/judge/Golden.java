package dev.mulkko.engine.judge;

import dev.mulkko.engine.judge.Evidence.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Evidence that another program in another language computed. */
public final class Golden {

  /** t nc xc ns xs, ln E_rel, ln E_abs. */
  private static final double[][] VECTORS = {
    {1, 5, 0, 95, 0, 0.000000, -0.153122},
    {2, 4, 1, 96, 0, 1.217513, 0.783702},
    {3, 6, 0, 94, 1, 0.529433, 0.581310},
    {4, 5, 2, 95, 0, 3.939019, 4.701369},
    {5, 5, 1, 95, 1, 4.861917, 7.047018},
    {20, 75, 6, 1425, 8, 10.850039, 18.217335}
  };

  private static final Instant START = Instant.parse("2026-12-01T10:00:00Z");
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private Golden() {}

  /** The largest difference of the judge's own from them. */
  public static double farthest() {
    Judge judge = Judge.ofErrors();
    Evidence evidence = judge.begin(new Step(true, START, 0.05), Map.of());
    Tally canary = Tally.NONE;
    Tally stable = Tally.NONE;
    double farthest = 0;
    for (double[] row : VECTORS) {
      Instant at = START.plusSeconds((long) row[0]);
      canary = canary.plus(new Tally(row[1], row[2]));
      stable = stable.plus(new Tally(row[3], row[4]));
      List<Counter> read =
          List.of(counter(Side.Canary, at, canary), counter(Side.Stable, at, stable));
      evidence = judge.fold(evidence, new Reading(at, PATIENCE, read, Set.of()));
      Proof proof = judge.strand(evidence, new Part("errors", "")).proof();
      farthest = Math.max(farthest, Math.abs(proof.againstRatio() - row[5]));
      farthest = Math.max(farthest, Math.abs(proof.againstLevel() - row[6]));
    }
    return farthest;
  }

  private static Counter counter(Side side, Instant at, Tally all) {
    return new Counter(
        "errors", side, side.name(), at, START, (long) all.requests(), (long) all.bad());
  }
}
