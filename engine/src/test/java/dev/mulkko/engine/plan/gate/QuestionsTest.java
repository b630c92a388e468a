package dev.mulkko.engine.plan.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.engine.model.Analysis;
import dev.mulkko.engine.model.Ask;
import dev.mulkko.engine.model.Evidence;
import dev.mulkko.engine.model.Evidence.Outcome;
import dev.mulkko.engine.model.Limit;
import dev.mulkko.engine.model.Metric;
import dev.mulkko.engine.model.Wording;
import dev.mulkko.engine.model.Wording.Promql;
import dev.mulkko.engine.plan.Scene;
import dev.mulkko.engine.plan.UnderWay;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QuestionsTest {

  private static final Instant STARTED = Instant.parse("2026-11-24T09:00:00Z");
  private static final Limit OWN = Limit.max(1);
  private static final Limit BESIDE = new Limit(null, null, new Limit.Beside(1.3, false, null));

  @Test
  void onlyWhoIsComparedIsAskedForBoth() {
    Ask ask =
        new Ask.Query(
            "prometheus",
            "p99{pod=~\"$(pods)\", job=\"$(args.job)\"}",
            Map.of("job", "\"shop\""),
            true);
    String canary = "p99{pod=~\"shop-new-[a-z0-9]{5}\", job=\"\\\"shop\\\"\"}";

    assertThat(asked(ask, OWN)).isEqualTo(new Promql("prometheus", canary, null));
    assertThat(asked(ask, BESIDE))
        .isEqualTo(new Promql("prometheus", canary, canary.replace("-new-", "-old-")));
  }

  /** Stable's may be others. */
  @Test
  void theLimitsOfContainersAreThoseOfTheCanary() {
    assertThat(asked(new Ask.Share(Ask.Resource.Memory), OWN))
        .isInstanceOfSatisfying(
            Promql.class,
            query ->
                assertThat(query.text()).contains("pod=~\"shop-new-[a-z0-9]{5}\"", "} / 2048"));
  }

  @Test
  void whatCannotBeAskedSaysWhy() {
    assertThat(asked(new Ask.Nothing("there is none"), OWN))
        .isEqualTo(new Wording.Unasked("there is none"));
  }

  @Test
  void aMetricIsDueAfterItsDelayAndThenAtItsPace() {
    Metric metric = metric(new Ask.Nothing("x"), OWN);
    assertThat(Questions.due(scene(metric, List.of(), 4))).isEmpty();
    assertThat(Questions.due(scene(metric, List.of(), 5))).hasSize(1);
    Instant at = STARTED.plusSeconds(5);
    List<Evidence> asked = List.of(new Evidence("m", 1, 0, Outcome.Passed, "0.1", at, null));
    assertThat(Questions.due(scene(metric, asked, 14))).isEmpty();
    assertThat(Questions.due(scene(metric, asked, 15))).hasSize(1);
    assertThat(Questions.next(scene(metric, asked, 14))).contains(Duration.ofSeconds(1));
    assertThat(Questions.next(scene(metric, asked, 99))).contains(Duration.ZERO);
  }

  private static Wording asked(Ask ask, Limit limit) {
    return Questions.due(scene(metric(ask, limit), List.of(), 60)).getFirst().wording();
  }

  private static Metric metric(Ask ask, Limit limit) {
    return new Metric("m", ask, limit, Duration.ofSeconds(10), 0, Duration.ofSeconds(5), 1);
  }

  private static Scene scene(Metric metric, List<Evidence> known, int second) {
    Analysis analysis = new Analysis(List.of(metric), Duration.ofMinutes(2), false);
    return Scene.of(
            UnderWay.at(STARTED, STARTED.plusSeconds(second)).seen(analysis, known, List.of()))
        .orElseThrow();
  }
}
