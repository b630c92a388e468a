package dev.mulkko.engine.judge;

import java.time.Instant;

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
  private static final Measure ERRORS = Measure.errors(1);

  private Golden() {}

  /** The largest difference from them. */
  public static double farthest() {
    Proof proof = Proof.begin(ERRORS, 1);
    Window window = Window.EMPTY;
    Instant from = START;
    double farthest = 0;
    for (double[] row : VECTORS) {
      Instant to = START.plusSeconds((long) row[0]);
      Batch batch = new Batch(from, to, new Tally(row[1], row[2]), new Tally(row[3], row[4]));
      window = window.and(batch);
      proof = proof.fold(batch, window.traffic(), ERRORS);
      from = to;
      farthest = Math.max(farthest, Math.abs(proof.againstRatio() - row[5]));
      farthest = Math.max(farthest, Math.abs(proof.againstLevel() - row[6]));
    }
    return farthest;
  }
}
