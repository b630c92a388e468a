package dev.mulkko.engine.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.engine.judge.Evidence.Step;
import dev.mulkko.engine.judge.Verdict.Healthy;
import dev.mulkko.engine.judge.Verdict.Undecided;
import dev.mulkko.engine.judge.Verdict.Worse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictTest {

  @Test
  void aBrokenCanaryIsOutAtTheFirstRead() {
    Watched watched = Watched.usual().second(5, 5, 95, 0);

    assertThat(watched.verdict()).isInstanceOf(Worse.class);
    assertThat(watched.sentence())
        .startsWith(
            "error rate 100 % (5 of 5) vs stable 0 % (0 of 95) after 1 s; it had 5 % of the")
        .contains("but 100 % of the bad ones (healthy: at most 7.3 %)")
        .contains("against \"at most 1.5x stable or 0.5 %\", limit 100:1")
        .endsWith("of all healthy rollouts at most 1 in 100 is stopped so");
  }

  @Test
  void evidenceIsInMilliNatsAndAboveTheLimit() {
    Worse worse = (Worse) Watched.usual().second(5, 5, 95, 0).verdict();

    assertThat(worse.measure()).isEqualTo("errors");
    assertThat(worse.evidence()).isGreaterThanOrEqualTo(4605);
  }

  @Test
  void aHealthyCanaryPassesByProofAndNotBeforeTheSoak() {
    Watched watched = new Watched(Judge.ofErrors(), 0.5, Watched.steady(0));
    watched.seconds(29, 500, 0, 500, 0);
    assertThat(watched.verdict()).isInstanceOf(Undecided.class);

    watched.second(500, 0, 500, 0);

    assertThat(watched.verdict()).isInstanceOf(Healthy.class);
    assertThat(watched.sentence())
        .startsWith(
            "healthy after 30 s: error rate 0 % vs stable 0 %, proven below 2x stable or 1 %")
        .endsWith("limit 20:1");
  }

  @Test
  void aLaterStepSoaksForAMinuteAndProvesHealthAnew() {
    Watched watched = new Watched(Judge.ofErrors(), 0.5, Watched.steady(0));
    watched.seconds(40, 500, 0, 500, 0);
    watched.evidence = watched.judge.next(watched.evidence, new Step(false, watched.now(), 0.5));

    watched.seconds(60, 5, 0, 5, 0);
    assertThat(watched.verdict()).isInstanceOf(Undecided.class);
    watched.evidence = watched.judge.next(watched.evidence, new Step(false, watched.now(), 0.5));
    watched.seconds(59, 500, 0, 500, 0);
    assertThat(watched.verdict()).isInstanceOf(Undecided.class);
    watched.second(500, 0, 500, 0);
    assertThat(watched.verdict()).isInstanceOf(Healthy.class);
  }

  @Test
  void whatIsNotKnownYetSaysHowLongItWillTake() {
    Watched watched = Watched.usual();
    for (int i = 0; i < 48; i++) {
      watched.second(5, 0, 95, i % 2);
    }

    assertThat(watched.verdict())
        .isInstanceOfSatisfying(
            Undecided.class, undecided -> assertThat(undecided.mayPass()).isTrue());
    assertThat(watched.sentence())
        .matches(
            "240 canary requests so far, about \\d+ s more at this traffic to prove health;"
                + " error rate 4x as high would show within \\d+ s");
  }

  /** 0.5 % of 1425 requests are about 7 failures; four such pieces at once are 28. */
  @Test
  void failuresThatComeByTheScoreAreSaidToBeTooClumpedForFastVerdicts() {
    Watched inFours = new Watched(Judge.ofErrors(), 0.05, Watched.clumped(0.005, 4));
    Watched inThrees = new Watched(Judge.ofErrors(), 0.05, Watched.clumped(0.005, 3));

    assertThat(inFours.seconds(9, 5, 0, 95, 0).sentence())
        .startsWith("45 canary requests so far")
        .endsWith("; failures too clumped for fast verdicts: about 22 come at a time");
    assertThat(inThrees.seconds(9, 5, 0, 95, 0).sentence()).doesNotContain("clumped");
  }

  @Test
  void aStepOfFewRequestsIsNotPassedUndecided() {
    Watched watched = Watched.usual().seconds(9, 5, 0, 95, 0);

    assertThat(watched.verdict())
        .isInstanceOfSatisfying(
            Undecided.class,
            undecided -> {
              assertThat(undecided.guard()).isEmpty();
              assertThat(undecided.mayPass()).isFalse();
            });
  }

  @Test
  void ofSeveralMeasuresEachMustBeHealthyAndOneIsEnoughToStop() {
    Judge judge =
        new Judge(
            List.of(
                Measure.errors(0.6),
                Measure.latency(0.4, List.of(new Part("slow", "share over 250 ms")))),
            Limits.DEFAULT);
    Watched watched = new Watched(judge, 0.5, Watched.steady(0));
    for (int i = 1; i <= 40; i++) {
      watched.pause(1).read(both(watched, i, 500, 10L * i, 22L * i));
    }
    assertThat(judge.verdict(watched.evidence, watched.now())).isInstanceOf(Undecided.class);

    for (int i = 41; i <= 60; i++) {
      watched.pause(1).read(both(watched, i, 500, 10L * i, 60L * i - 1520));
    }
    assertThat(watched.verdict())
        .isInstanceOfSatisfying(
            Worse.class, worse -> assertThat(worse.measure()).isEqualTo("latency"));
    assertThat(watched.sentence())
        .startsWith("share over 250 ms ")
        .contains("against \"at most 2x stable or 1 %\"");
  }

  @Test
  void evidenceCountsByTheWeightOfItsMeasure() {
    Judge alone = Judge.ofErrors();
    Judge among =
        new Judge(
            List.of(Measure.errors(0.6), Measure.latency(0.4, List.of(new Part("slow", "slow")))),
            Limits.DEFAULT);

    Worse whole = (Worse) new Watched(alone, 0.05, History.EMPTY).seconds(4, 5, 5, 95, 0).verdict();
    Worse part = (Worse) new Watched(among, 0.05, History.EMPTY).seconds(4, 5, 5, 95, 0).verdict();

    assertThat(part.evidence() - whole.evidence())
        .isBetween((long) (1000 * Math.log(0.6)) - 1, (long) (1000 * Math.log(0.6)) + 50);
  }

  @Test
  void theEvidenceOfSeveralLimitsOfOneMeasureIsAveraged() {
    Part slow = new Part("slow", "share over 250 ms");
    Part slower = new Part("slower", "share over 1000 ms");

    long one = evidence(slow);
    long both = evidence(slow, slower);

    assertThat(both).isBetween(one - 1, one + 1);
  }

  @Test
  void eachCounterNeedsEnoughRequests() {
    assertThat(passesUndecided(60, 60)).isTrue();
    assertThat(passesUndecided(60, 40)).isFalse();
  }

  private static boolean passesUndecided(long errors, long slow) {
    List<Part> limits = List.of(new Part("slow", "share over 250 ms"));
    Judge judge =
        new Judge(List.of(Measure.errors(0.6), Measure.latency(0.4, limits)), Limits.DEFAULT);
    Watched watched = new Watched(judge, 0.5, History.EMPTY).pause(1);
    watched.read(
        List.of(
            of(watched, "errors", Side.Canary, errors, 0),
            of(watched, "errors", Side.Stable, errors, 0),
            of(watched, "slow", Side.Canary, slow, 0),
            of(watched, "slow", Side.Stable, slow, 0)));
    return ((Undecided) watched.verdict()).mayPass();
  }

  /** Half of the canary's requests are slower than each limit, and none of stable. */
  private static long evidence(Part... limits) {
    List<Part> parts = List.of(limits);
    Judge judge = new Judge(List.of(Measure.latency(1, parts)), Limits.DEFAULT);
    Watched watched = new Watched(judge, 0.5, History.EMPTY).pause(1);
    watched.read(
        parts.stream()
            .flatMap(
                part ->
                    java.util.stream.Stream.of(
                        of(watched, part.counter(), Side.Canary, 100, 50),
                        of(watched, part.counter(), Side.Stable, 100, 0)))
            .toList());
    return ((Worse) watched.verdict()).evidence();
  }

  /** Counters as they stand after so many seconds, of which the last twenty had slow requests. */
  private static List<Counter> both(
      Watched watched, int second, long each, long stableSlow, long canarySlow) {
    return List.of(
        of(watched, "errors", Side.Canary, each * second, 0),
        of(watched, "errors", Side.Stable, each * second, 0),
        of(watched, "slow", Side.Canary, each * second, canarySlow),
        of(watched, "slow", Side.Stable, each * second, stableSlow));
  }

  private static Counter of(Watched watched, String name, Side side, long requests, long bad) {
    String target = side == Side.Canary ? "canary" : "stable";
    return new Counter(name, side, target, watched.now(), Watched.START, requests, bad);
  }

  @Test
  void theBoundIsTheUsers() {
    Limits strict = new Limits(1e-9, 0.05, Duration.ofSeconds(30), Duration.ofSeconds(60), 50);
    Watched watched =
        new Watched(new Judge(List.of(Measure.errors(1)), strict), 0.05, History.EMPTY);

    assertThat(watched.second(5, 5, 95, 0).verdict()).isInstanceOf(Undecided.class);
    assertThat(watched.second(5, 5, 95, 0).second(5, 5, 95, 0).sentence())
        .contains("limit over 1000000:1");
  }
}
