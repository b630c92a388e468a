package dev.mulkko.operator.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RolloutMetricsTest {

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final AtomicBoolean leads = new AtomicBoolean(true);
  private final RolloutMetrics metrics =
      new RolloutMetrics(leads::get, Clock.fixed(Scene.NOW, ZoneOffset.UTC));

  @BeforeEach
  void register() {
    registry.getPrometheusRegistry().register(metrics);
  }

  @Test
  void nothingIsToldBeforeTheCachesAreFilledNorByOneThatDoesNotLead() {
    assertThat(registry.scrape()).isEmpty();
    metrics.follow(Scene.of());
    leads.set(false);
    assertThat(registry.scrape()).isEmpty();
    leads.set(true);
    assertThat(registry.scrape()).contains("mulkko_rollout_info");
  }

  @Test
  void eachRolloutThatWasLookedAtHasOneLineOfItsState() {
    metrics.follow(Scene.of());
    assertThat(samples("mulkko_rollout_info"))
        .containsExactlyInAnyOrder(
            "{namespace=\"shop\",phase=\"Progressing\",reason=\"Settling\",rollout=\"busy\",strategy=\"Canary\"} 1",
            "{namespace=\"shop\",phase=\"Paused\",reason=\"AwaitingApproval\",rollout=\"paused\",strategy=\"Canary\"} 1",
            "{namespace=\"shop\",phase=\"Healthy\",reason=\"Healthy\",rollout=\"rest\",strategy=\"Canary\"} 1");
  }

  @Test
  void aRolloutAtRestHasNothingElse() {
    metrics.follow(Scene.of(Scene.rollout("rest", Scene.AT_REST)));
    assertThat(registry.scrape().lines().filter(line -> line.contains("rollout=\"rest\"")))
        .hasSize(1);
  }

  @Test
  void aRolloutUnderWayTellsWhereItIs() {
    metrics.follow(Scene.of());
    assertThat(busy("mulkko_rollout_weight_ratio")).isEqualTo("0.05");
    assertThat(busy("mulkko_rollout_desired_weight_ratio")).isEqualTo("0.5");
    assertThat(busy("mulkko_rollout_step")).isEqualTo("3.0");
    assertThat(busy("mulkko_rollout_steps")).isEqualTo("4.0");
    assertThat(busy("mulkko_rollout_step_seconds")).isEqualTo("30.0");
  }

  @Test
  void oneThatIsTakenBackShallHaveNoTraffic() {
    metrics.follow(
        Scene.of(
            Scene.rollout(
                "busy",
                Scene.BUSY.replace(
                    "    stepIndex: 2",
                    "    stepIndex: 2\n    abort: {reason: MetricFailed, message: m, at:"
                        + " 2026-11-24T08:29:59Z}"))));
    assertThat(busy("mulkko_rollout_desired_weight_ratio")).isEqualTo("0.0");
  }

  @Test
  void whoWaitsForAPersonIsNotHeldByALockNorTheOtherWayRound() {
    metrics.follow(Scene.of());
    assertThat(samples("mulkko_rollout_waiting_seconds"))
        .containsExactly("{namespace=\"shop\",rollout=\"paused\"} 600.0");
    assertThat(samples("mulkko_rollout_locked_seconds")).isEmpty();
    metrics.follow(
        Scene.of(
            Scene.rollout(
                "paused",
                Scene.PAUSED
                    .replace("AwaitingApproval", "Locked")
                    .replace(
                        "stepIndex: 1}",
                        "stepIndex: 1, paused: {reason: Locked, message: m, weight: 5, since:"
                            + " 2026-11-24T08:00:00Z}}"))));
    assertThat(samples("mulkko_rollout_locked_seconds"))
        .containsExactly("{namespace=\"shop\",rollout=\"paused\"} 1800.0");
    assertThat(samples("mulkko_rollout_waiting_seconds")).isEmpty();
  }

  @Test
  void aMetricTellsItsNumberItsLimitAndForHowLongItHasBeenSilent() {
    metrics.follow(Scene.of());
    assertThat(samples("mulkko_gate_value"))
        .containsExactlyInAnyOrder(
            "{metric=\"errors\",namespace=\"shop\",rollout=\"busy\"} 0.07",
            "{metric=\"p99\",namespace=\"shop\",rollout=\"busy\"} 0.3");
    assertThat(samples("mulkko_gate_threshold"))
        .contains(
            "{bound=\"max\",metric=\"errors\",namespace=\"shop\",rollout=\"busy\"} 0.05",
            "{bound=\"max\",metric=\"p99\",namespace=\"shop\",rollout=\"busy\"} 0.375",
            "{bound=\"min\",metric=\"orders\",namespace=\"shop\",rollout=\"busy\"} 10.0");
    assertThat(samples("mulkko_gate_results"))
        .contains(
            "{metric=\"errors\",namespace=\"shop\",result=\"failed\",rollout=\"busy\"} 1.0",
            "{metric=\"errors\",namespace=\"shop\",result=\"passed\",rollout=\"busy\"} 3.0");
    assertThat(samples("mulkko_gate_silent_seconds"))
        .containsExactly("{metric=\"orders\",namespace=\"shop\",rollout=\"busy\"} 100.0");
  }

  @Test
  void requestsThatWereComparedAreToldByVersion() {
    metrics.follow(Scene.of());
    String of =
        "{counter=\"errors\",namespace=\"shop\",result=\"%s\",role=\"%s\",rollout=\"busy\"} %s";
    assertThat(samples("mulkko_compared_requests"))
        .containsExactlyInAnyOrder(
            of.formatted("good", "canary", "133.0"),
            of.formatted("bad", "canary", "7.0"),
            of.formatted("good", "stable", "2649.0"),
            of.formatted("bad", "stable", "11.0"));
  }

  @Test
  void aLockTellsWhetherItHolds() {
    metrics.follow(Scene.of());
    assertThat(samples("mulkko_lock_active"))
        .containsExactly(
            "{kind=\"DeployLock\",lock=\"freeze\",mode=\"BlockNew\",namespace=\"shop\"} 1.0");
  }

  @Test
  void whatIsDeletedIsNotToldOfAnyMore() {
    metrics.follow(Scene.of());
    metrics.follow(Scene.of(Scene.rollout("rest", Scene.AT_REST)));
    assertThat(registry.scrape()).doesNotContain("busy");
  }

  /**
   * At most ten metrics, four counters, and what each Rollout has: the bound of a series' number.
   */
  @Test
  void aRolloutUnderWayHasAtMostNinetySeries() {
    metrics.follow(Scene.of(Scene.rollout("busy", Scene.BUSY)));
    long own = registry.scrape().lines().filter(line -> line.contains("rollout=\"busy\"")).count();
    long perMetric = 1 + 2 + 2 + 1;
    assertThat(own).isLessThanOrEqualTo(1 + 7 + 3 * perMetric + 4);
    assertThat(1 + 7 + 10 * perMetric + 4 * 4).isLessThanOrEqualTo(90);
  }

  @Test
  void aSpecThatCannotBeUsedTakesNobodyElsesFiguresAway() {
    var broken = Scene.rollout("broken", Scene.BUSY);
    broken.setSpec(null);
    metrics.follow(Scene.of(broken, Scene.rollout("busy", Scene.BUSY)));
    assertThat(busy("mulkko_rollout_desired_weight_ratio")).isEqualTo("0.5");
    assertThat(samples("mulkko_rollout_weight_ratio")).hasSize(2);
  }

  private String busy(String name) {
    String labels = "{namespace=\"shop\",rollout=\"busy\"} ";
    return samples(name).stream()
        .filter(line -> line.startsWith(labels))
        .map(line -> line.substring(labels.length()))
        .findFirst()
        .orElse("");
  }

  private List<String> samples(String name) {
    return registry
        .scrape()
        .lines()
        .filter(line -> line.startsWith(name + "{"))
        .map(line -> line.substring(name.length()))
        .toList();
  }
}
