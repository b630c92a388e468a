package dev.mulkko.engine.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ProofTest {
  private static final Instant START = Instant.parse("2026-12-01T10:00:00Z");
  private static final Measure ERRORS = Measure.errors(1);

  @Test
  void theEvidenceIsThatOfTheGoldenVectors() {
    assertThat(Golden.farthest()).isLessThan(6e-7);
  }

  @Test
  void bothSidesOfTheMarginMustBeRefuted() {
    Batch batch = new Batch(START, START.plusSeconds(1), new Tally(100, 20), new Tally(1900, 400));
    Proof proof = Proof.begin(ERRORS, 1).fold(batch, Window.EMPTY.and(batch).traffic(), ERRORS);

    assertThat(proof.againstLevel()).isGreaterThan(10);
    assertThat(proof.worse()).isEqualTo(proof.againstRatio()).isLessThan(0);
  }

  @Test
  void noBetWinsOnAverageWhileItsHypothesisHolds() {
    double worst = FairBets.worst(new SplittableRandom(20261201), 200_000);

    assertThat(worst).isLessThan(1e-9).isGreaterThan(-0.01);
  }

  @Test
  void clumpsMakeEachFailureCountForLess() {
    Batch batch = new Batch(START, START.plusSeconds(1), new Tally(100, 20), new Tally(1900, 10));
    Window.Traffic traffic = Window.EMPTY.and(batch).traffic();

    Proof alone = Proof.begin(ERRORS, 1).fold(batch, traffic, ERRORS);
    Proof inFours = Proof.begin(ERRORS, 4).fold(batch, traffic, ERRORS);

    double stake = Math.log(0.5);
    assertThat(inFours.relative().max() - stake)
        .isCloseTo((alone.relative().max() - stake) / 4, within(1e-9));
    assertThat(inFours.absolute().max() - stake)
        .isCloseTo((alone.absolute().max() - stake) / 4, within(1e-9));
    assertThat(inFours.betterRelative().max())
        .isCloseTo(alone.betterRelative().max() / 4, within(1e-9));
    assertThat(inFours.betterAbsolute().max())
        .isCloseTo(alone.betterAbsolute().max() / 4, within(1e-9));
  }

  /** What was bet at first is as good as lost by then: all that is won comes from later stakes. */
  @Test
  void aLateFaultIsFoundByWhatWasNotBetBefore() {
    Watched watched = Watched.usual().seconds(1800, 50, 0, 950, 5);
    Proof healthy = watched.proof();

    for (int i = 0; i < 60 && !(watched.verdict() instanceof Verdict.Worse); i++) {
      watched.second(50, 3, 950, 5);
    }

    assertThat(healthy.relative().max()).isLessThan(-5);
    assertThat(watched.verdict()).isInstanceOf(Verdict.Worse.class);
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
