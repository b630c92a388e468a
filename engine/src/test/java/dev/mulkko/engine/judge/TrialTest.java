package dev.mulkko.engine.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.engine.judge.Guard.Cold;
import dev.mulkko.engine.judge.Verdict.Healthy;
import dev.mulkko.engine.judge.Verdict.Undecided;
import dev.mulkko.engine.judge.Verdict.Worse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TrialTest {

  private static final int COLD = (int) Trial.COLD.toSeconds();

  private final Shop shop = new Shop(new Latency.Usual());

  @Test
  void aCanaryThatIsSlowOnceItIsWarmIsWorse() {
    shop.seconds(COLD, 2, 2).seconds(30, 30, 2);

    assertThat(shop.verdict())
        .isInstanceOfSatisfying(
            Worse.class, worse -> assertThat(worse.measure()).isEqualTo("latency"));
    assertThat(shop.verdict().sentence()).startsWith("share over 250 ms ");
  }

  @Test
  void whatWasSlowWhileItWasColdDoesNotCount() {
    shop.seconds(COLD - 1, 90, 2).seconds(200, 2, 2);

    assertThat(shop.verdict()).isInstanceOf(Healthy.class);
  }

  @Test
  void nothingProvesACanaryHealthyBeforeItsLatencyIsCompared() {
    shop.seconds(COLD - 1, 0, 0);

    assertThat(shop.verdict())
        .isInstanceOfSatisfying(
            Undecided.class,
            undecided -> {
              assertThat(undecided.guard()).containsInstanceOf(Cold.class);
              assertThat(undecided.mayPass()).isTrue();
            });
    assertThat(shop.verdict().sentence())
        .contains("how long requests take counts from 60 s after the start of the pods");
  }

  @Test
  void whereStableTimesNothingFailuresAloneAreCompared() {
    shop.stableTimesNothing();
    shop.seconds(COLD - 1, 0, 0);

    assertThat(shop.verdict()).isInstanceOf(Healthy.class);
    assertThat(shop.trial.what()).isEqualTo("error rate");
    assertThat(shop.trial.judge().measures())
        .singleElement()
        .extracting(Measure::weight)
        .isEqualTo(1.0);
  }

  @Test
  void whereTheVersionsHaveNoEdgeInCommonFailuresAloneAreCompared() {
    shop.canaryHasAnotherEdge();
    shop.seconds(COLD + 1, 50, 2);

    assertThat(shop.verdict()).isInstanceOf(Healthy.class);
    assertThat(shop.trial.what()).isEqualTo("error rate");
  }

  @Test
  void whoeverWantsNoLatencyGetsNone() {
    Shop other = new Shop(new Latency.Ignored());
    other.seconds(2 * COLD, 90, 2);

    assertThat(other.verdict()).isInstanceOf(Healthy.class);
  }

  @Test
  void anotherProcessGoesOnWithTheSameEdges() {
    shop.seconds(COLD + 3, 10, 2);
    Kept before = slow();
    shop.restarts();
    shop.seconds(1, 10, 2);

    assertThat(slow()).isEqualTo(before);
    shop.seconds(20, 30, 2);
    assertThat(shop.verdict()).isInstanceOf(Worse.class);
  }

  /** What stable does while the canary is cold tells how slow requests clump. */
  @Test
  void clumpsOfStableAreKnownBeforeTheFirstComparison() {
    for (int i = 0; i < COLD; i += 10) {
      shop.seconds(9, 0, 0).seconds(1, 0, 60);
    }
    shop.seconds(2, 0, 0);

    assertThat(slow().clump()).isGreaterThan(10_000);
  }

  @Test
  void whatAnArchiveKnowsOfStableCounts() {
    shop.seconds(COLD + 5, 2, 2);
    assertThat(slow().clump()).isLessThan(2_000);

    shop.trial = shop.trial.remembering(past(60));

    assertThat(slow().clump()).isGreaterThan(10_000);
    assertThat(errors().clump()).isGreaterThan(10_000);
  }

  @Test
  void anArchiveThatTellsTooLittleChangesNothing() {
    shop.seconds(COLD + 5, 2, 2);
    Trial before = shop.trial;

    assertThat(before.remembering(past(10))).isEqualTo(before);
    assertThat(before.remembering(List.of())).isEqualTo(before);
  }

  /** A monitoring system tells its last samples again at each look. */
  @Test
  void samplesThatComeAgainAreNoNewPast() {
    Past past = Past.NONE;
    List<Counter> told = new ArrayList<>();
    for (int i = 1; i <= 60; i++) {
      Instant at = Shop.START.plusSeconds(i);
      told.add(new Counter("over 0.25", Side.Stable, "a", at, null, 100L * i, i));
      past = past.and(told.subList(Math.max(0, i - 8), i), at);
    }

    assertThat(past.history().whole()).isEqualTo(new Tally(5900, 59));
  }

  /** A gateway says of a version that it does not know yet that it has answered nothing. */
  @Test
  void aTargetIsColdFromItsFirstAnswerOn() {
    Trial trial = Trial.resume(new Latency.Usual(), Limits.DEFAULT, Shop.STEP, List.of());
    for (int i = 1; i <= 2 * COLD; i++) {
      Instant at = Shop.START.plusSeconds(i);
      long answered = Math.max(0, i - COLD);
      Told canary = gateway(Side.Canary, at, 100 * answered, 90 * answered);
      Told stable = gateway(Side.Stable, at, 100L * i, 2L * i);
      List<Told> told = List.of(canary, stable);
      trial = trial.and(new Hearing(at, Duration.ofSeconds(3), told, Set.of()));
    }

    assertThat(trial.what()).endsWith("latency later");
  }

  private static Told gateway(Side side, Instant at, long all, long slow) {
    return new Told(
        side,
        "gateway",
        at,
        null,
        all,
        0,
        new TreeMap<>(Map.of(0.25, all - slow, Double.POSITIVE_INFINITY, all)));
  }

  /** Each minute sixty requests fail, slowly, at once. */
  private static List<Told> past(int pieces) {
    List<Told> past = new ArrayList<>();
    long bad = 0;
    for (int i = 0; i < pieces; i++) {
      Instant at = Shop.START.minus(Duration.ofMinutes(30)).plusSeconds(15L * i);
      bad += i % 4 == 0 ? 60 : 0;
      long all = 1500L * (i + 1);
      past.add(
          new Told(
              Side.Stable,
              "Stable",
              at,
              null,
              all,
              bad,
              new TreeMap<>(Map.of(0.25, all - bad, Double.POSITIVE_INFINITY, all))));
    }
    return past;
  }

  private Kept slow() {
    return kept("over 0.25");
  }

  private Kept errors() {
    return kept("errors");
  }

  private Kept kept(String counter) {
    List<Kept> kept =
        shop.trial.keep().stream().filter(each -> each.counter().equals(counter)).toList();
    assertThat(kept).hasSize(1);
    return kept.getFirst();
  }
}
