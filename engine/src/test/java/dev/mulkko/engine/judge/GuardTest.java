package dev.mulkko.engine.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.engine.judge.Guard.CanaryStarved;
import dev.mulkko.engine.judge.Guard.NoData;
import dev.mulkko.engine.judge.Guard.SharedTrouble;
import dev.mulkko.engine.judge.Guard.TelemetryLost;
import dev.mulkko.engine.judge.Verdict.Healthy;
import dev.mulkko.engine.judge.Verdict.Undecided;
import dev.mulkko.engine.judge.Verdict.Worse;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A guard never promotes what would else be healthy, and never rolls back by itself. */
class GuardTest {

  private static Watched healthy() {
    Watched watched = new Watched(Judge.ofErrors(), 0.5, Watched.steady(0.005));
    watched.seconds(60, 500, 0, 500, 0);
    assertThat(watched.verdict()).isInstanceOf(Healthy.class);
    return watched;
  }

  private static void holds(Watched watched, Class<? extends Guard> guard) {
    assertThat(watched.verdict())
        .isInstanceOfSatisfying(
            Undecided.class,
            undecided -> {
              assertThat(undecided.guard()).containsInstanceOf(guard);
              assertThat(undecided.mayPass()).isFalse();
            });
  }

  @Test
  void withoutAnyReadThereIsNoData() {
    Watched watched = Watched.usual();

    holds(watched, NoData.class);
    assertThat(watched.sentence()).startsWith("no counters of both versions for the error rate");
  }

  @Test
  void whenNobodyLooksAnyMoreThereIsNoData() {
    Watched watched = healthy();
    Evidence nobodyDue =
        new Evidence(
            watched.evidence.step(),
            watched.evidence.strands(),
            Map.of(),
            watched.evidence.read(),
            watched.evidence.patience());

    assertThat(watched.judge.verdict(nobodyDue, watched.now().plusSeconds(3)))
        .isInstanceOf(Healthy.class);
    assertThat(watched.judge.verdict(nobodyDue, watched.now().plusSeconds(4)))
        .isInstanceOfSatisfying(
            Undecided.class,
            undecided -> assertThat(undecided.guard()).containsInstanceOf(NoData.class));
  }

  @Test
  void aCanaryWithoutRequestsGivesNoDataAndDoesNotMoveTheClock() {
    Watched watched = new Watched(Judge.ofErrors(), 0.05, Watched.steady(0.005));
    watched.seconds(5, 0, 0, 19, 1);

    holds(watched, NoData.class);
    assertThat(watched.sentence()).startsWith("the canary got no request in the last 30 s");
    assertThat(watched.proof().clock()).isZero();
  }

  @Test
  void stableWithoutRequestsGivesNoData() {
    Watched watched = Watched.usual().seconds(40, 100, 50, 0, 0);

    holds(watched, NoData.class);
    assertThat(watched.sentence()).startsWith("stable got no request");
  }

  @Test
  void aReadyPodThatDoesNotAnswerThreeTimesIsLostTelemetry() {
    Watched watched = healthy().silence(3, 500, 0);
    assertThat(watched.verdict()).isInstanceOf(Healthy.class);

    watched.silence(1, 500, 0);

    holds(watched, TelemetryLost.class);
    assertThat(watched.sentence())
        .isEqualTo("no counters from canary for more than 3 s although it is ready");
  }

  @Test
  void aStarvedCanaryIsNotHealthy() {
    Watched watched = healthy();
    watched.seconds(28, 20, 0, 980, 0);
    assertThat(watched.verdict()).isInstanceOf(Healthy.class);

    watched.second(20, 0, 980, 0);

    holds(watched, CanaryStarved.class);
    assertThat(watched.sentence())
        .isEqualTo(
            "the canary got 1080 of 30000 requests in the last 30 s, 3.6 % where 50 % is planned");
  }

  @Test
  void fewRequestsAreNotStarvation() {
    Watched watched = new Watched(Judge.ofErrors(), 0.05, Watched.steady(0.005));

    watched.second(1, 0, 5, 0).seconds(35, 0, 0, 5, 0);

    holds(watched, NoData.class);
  }

  @Test
  void aShareThatIsJustComingUpIsNotStarvation() {
    Watched watched = new Watched(Judge.ofErrors(), 0.5, Watched.steady(0.005));

    holdsNothing(watched.seconds(29, 2, 0, 98, 0));
    holds(watched.seconds(1, 2, 0, 98, 0), CanaryStarved.class);
  }

  @Test
  void aFewFailuresOfStableAreNoTrouble() {
    Watched watched = Watched.usual().seconds(20, 5, 0, 5, 0);

    holdsNothing(watched.second(5, 0, 9, 9));
    holds(watched.second(5, 0, 9, 1), SharedTrouble.class);
  }

  @Test
  void whatIsTooLittleToMatterIsNoTrouble() {
    Watched watched = new Watched(Judge.ofErrors(), 0.05, Watched.steady(0.0001));

    holdsNothing(watched.seconds(29, 50, 0, 1000, 4));
  }

  @Test
  void thatStableIsWorseThanUsualIsSaidByNobodyWhoKnowsNotWhatIsUsual() {
    Watched watched = new Watched(Judge.ofErrors(), 0.05, History.EMPTY);
    watched.seconds(15, 5, 0, 95, 0);

    holdsNothing(watched.seconds(4, 5, 0, 95, 10));
  }

  private static void holdsNothing(Watched watched) {
    assertThat(watched.verdict())
        .isInstanceOfSatisfying(
            Undecided.class, undecided -> assertThat(undecided.guard()).isEmpty());
  }

  @Test
  void troubleOfBothSidesIsHeldAndNotBlamed() {
    Watched watched = healthy().seconds(60, 500, 50, 500, 50);

    holds(watched, SharedTrouble.class);
    assertThat(watched.sentence())
        .isEqualTo(
            "both versions are in trouble: error rate 10 % of the canary and 10 % of stable,"
                + " which had 0.44 % before; it is not blamed on the canary");
  }

  @Test
  void aCanaryThatIsFarWorseInATroubleOfBothIsStoppedAllTheSame() {
    Watched watched = healthy().seconds(20, 500, 500, 500, 50);

    assertThat(watched.verdict()).isInstanceOf(Worse.class);
  }

  @Test
  void aTroubleIsNoClumpAndDoesNotBluntTheJudge() {
    Watched watched = new Watched(Judge.ofErrors(), 0.05, Watched.steady(0.005));
    watched.seconds(60, 5, 0, 95, 0);
    double before = watched.proof().clump();

    watched.seconds(120, 5, 0, 95, 10);
    watched.seconds(60, 5, 0, 95, 0);

    assertThat(watched.proof().clump()).isLessThanOrEqualTo(before + 0.2);
  }

  @Test
  void clumpsThatStableHadBeforeBluntTheFirstBet() {
    Watched even = new Watched(Judge.ofErrors(), 0.05, Watched.steady(0.005));
    Watched clumped = new Watched(Judge.ofErrors(), 0.05, Watched.clumped(0.005, 4));

    assertThat(even.second(5, 5, 95, 0).verdict()).isInstanceOf(Worse.class);
    assertThat(clumped.second(5, 5, 95, 0).verdict()).isInstanceOf(Undecided.class);
  }

  @Test
  void clumpsOfStableAreSeenWhileTheRolloutGoesOn() {
    Watched watched = new Watched(Judge.ofErrors(), 0.05, History.EMPTY);
    for (int i = 0; i < 40; i++) {
      watched.second(5, 0, 95, i % 8 == 0 ? 8 : 0);
    }

    assertThat(watched.proof().clump()).isBetween(6.0, 9.0);
  }

  @Test
  void aGuardDoesNotStandInTheWayOfAVerdictThatIsDue() {
    Watched watched = Watched.usual().second(5, 5, 95, 0).silence(9, 95, 0);

    assertThat(watched.verdict()).isInstanceOf(Worse.class);
  }
}
