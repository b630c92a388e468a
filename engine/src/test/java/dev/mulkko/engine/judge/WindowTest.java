package dev.mulkko.engine.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mulkko.engine.judge.Evidence.Step;
import org.junit.jupiter.api.Test;

/**
 * Which share of the failures a healthy canary may have is told by the traffic of half a minute.
 */
class WindowTest {

  @Test
  void aSecondOfLittleTrafficIsJudgedByTheShareOfHalfAMinute() {
    Watched watched = new Watched(Judge.ofErrors(), 0.05, History.EMPTY);
    watched.seconds(29, 5, 0, 95, 0);

    assertThat(wonBy(watched, 1, 1, 95, 0)).isCloseTo(lnOf(29 * 5 + 1, 30 * 95), within(0.01));
  }

  @Test
  void whatIsOlderThanHalfAMinuteSaysNothingOfTheShare() {
    Watched watched = new Watched(Judge.ofErrors(), 0.05, History.EMPTY);
    watched.seconds(60, 50, 0, 50, 0).seconds(29, 5, 0, 95, 0);

    assertThat(wonBy(watched, 5, 1, 95, 0)).isCloseTo(lnOf(5, 95), within(0.01));
  }

  @Test
  void theShareIsThatOfThePresentWeight() {
    Watched watched = new Watched(Judge.ofErrors(), 0.05, History.EMPTY);
    watched.seconds(30, 5, 0, 95, 0);
    watched.evidence = watched.judge.next(watched.evidence, new Step(false, watched.now(), 0.5));

    assertThat(wonBy(watched, 50, 1, 50, 0)).isCloseTo(lnOf(50, 50), within(0.01));
  }

  /** By the boldest bet on "worse than stable". */
  private static double wonBy(
      Watched watched, long canary, long canaryBad, long stable, long stableBad) {
    int bet = Bets.WORSE_BETS - 1;
    double before = watched.proof().relative().at(bet);
    watched.second(canary, canaryBad, stable, stableBad);
    return watched.proof().relative().at(bet) - before;
  }

  /** What one failure of the canary wins, at this traffic. */
  private static double lnOf(double canary, double stable) {
    double share = new Margin(1.5, null).share(new Tally(canary, 0), new Tally(stable, 0));
    return Bets.relative(Bets.worse(Bets.WORSE_BETS - 1), share, 1, 0);
  }
}
