package dev.mulkko.engine.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ProofTest {
  private static final Instant START = Instant.parse("2026-12-01T10:00:00Z");
  private static final Measure ERRORS = Measure.errors(1);

  /** Computed by another program in another language: t nc xc ns xs, ln E_rel, ln E_abs. */
  private static final double[][] GOLDEN = {
    {1, 5, 0, 95, 0, 0.000000, -0.153122},
    {2, 4, 1, 96, 0, 1.217513, 0.783702},
    {3, 6, 0, 94, 1, 0.529433, 0.581310},
    {4, 5, 2, 95, 0, 3.939019, 4.701369},
    {5, 5, 1, 95, 1, 4.861917, 7.047018},
    {20, 75, 6, 1425, 8, 10.850039, 18.217335}
  };

  @Test
  void theEvidenceIsThatOfTheGoldenVectors() {
    Proof proof = Proof.begin(ERRORS, 1);
    Window window = Window.EMPTY;
    Instant from = START;
    for (double[] row : GOLDEN) {
      Instant to = START.plusSeconds((long) row[0]);
      Batch batch = new Batch(from, to, new Tally(row[1], row[2]), new Tally(row[3], row[4]));
      window = window.and(batch);
      proof = proof.fold(batch, window.traffic(), ERRORS);
      from = to;

      assertThat(proof.againstRatio()).as("ratio at %s s", row[0]).isCloseTo(row[5], within(5e-7));
      assertThat(proof.againstLevel()).as("level at %s s", row[0]).isCloseTo(row[6], within(5e-7));
      assertThat(proof.worse()).isEqualTo(Math.min(proof.againstRatio(), proof.againstLevel()));
    }
  }

  @Test
  void noBetWinsOnAverageWhileItsHypothesisHolds() {
    double worst = FairBets.worst(new SplittableRandom(20261201), 20_000);

    assertThat(worst).isLessThan(1e-9).isGreaterThan(-0.01);
  }

  @Test
  void clumpsMakeEachFailureCountForLess() {
    Batch batch = new Batch(START, START.plusSeconds(1), new Tally(100, 20), new Tally(1900, 10));
    Window.Traffic traffic = Window.EMPTY.and(batch).traffic();

    double alone = Proof.begin(ERRORS, 1).fold(batch, traffic, ERRORS).relative().max();
    double inFours = Proof.begin(ERRORS, 4).fold(batch, traffic, ERRORS).relative().max();

    double stake = Math.log(0.5);
    assertThat(inFours - stake).isCloseTo((alone - stake) / 4, within(1e-9));
  }

  @Test
  void aRateOfAHundredPercentIsBetOnWithoutLosingAll() {
    Batch batch = new Batch(START, START.plusSeconds(1), new Tally(1000, 0), new Tally(9, 0));

    Proof proof = Proof.begin(ERRORS, 1).fold(batch, Window.EMPTY.and(batch).traffic(), ERRORS);

    assertThat(proof.absolute().at(Bets.WORSE_BETS - 1)).isFinite();
    assertThat(proof.worse()).isLessThan(0).isGreaterThan(Math.log(0.5) - 1e-9);
  }

  @Test
  void aNextStepProvesHealthAnewAndForgetsNoGuilt() {
    Batch batch = new Batch(START, START.plusSeconds(9), new Tally(90, 9), new Tally(810, 4));
    Proof proof = Proof.begin(ERRORS, 1).fold(batch, Window.EMPTY.and(batch).traffic(), ERRORS);

    Proof next = proof.nextStep();

    assertThat(next.worse()).isEqualTo(proof.worse());
    assertThat(next.clock()).isEqualTo(9);
    assertThat(next.healthy()).isCloseTo(0, within(1e-12));
    assertThat(next.canary()).isEqualTo(Tally.NONE);
  }
}
