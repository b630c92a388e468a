package dev.mulkko.operator.record;

import static dev.mulkko.operator.record.Written.AT;
import static dev.mulkko.operator.record.Written.closed;
import static dev.mulkko.operator.record.Written.deliveries;
import static dev.mulkko.operator.record.Written.durations;
import static dev.mulkko.operator.record.Written.open;
import static dev.mulkko.operator.record.Written.promoted;
import static dev.mulkko.operator.record.Written.rollout;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.api.v1beta1.DeploymentRecord;
import dev.mulkko.api.v1beta1.DeploymentTotals;
import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.operator.observe.Deliveries;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeliveryMetricsTest {

  private static final String OPEN_METRICS = "application/openmetrics-text";

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final DeliveryMetrics metrics = new DeliveryMetrics();

  @BeforeEach
  void register() {
    registry.getPrometheusRegistry().register(metrics);
  }

  @Test
  void nothingIsToldBeforeTheCachesAreFilled() {
    assertThat(registry.scrape()).isEmpty();
  }

  @Test
  void nothingIsToldOfAClusterThatKeepsNoRecords() {
    metrics.follow(
        new Deliveries() {
          @Override
          public Optional<List<DeploymentRecord>> allRecords() {
            return Optional.empty();
          }

          @Override
          public List<Rollout> allRollouts() {
            return List.of(rollout("shop", "web"));
          }
        });
    assertThat(registry.scrape()).isEmpty();
  }

  /** Or the first delivery would be no growth. */
  @Test
  void aRolloutThatHasNotDeliveredHasAllItsSeriesAtZero() {
    metrics.follow(deliveries(List.of(), rollout("shop", "web")));
    assertThat(samples())
        .contains(
            "mulkko_deployments_total{namespace=\"shop\",outcome=\"Promoted\",rollout=\"web\"} 0.0",
            "mulkko_deployments_total{namespace=\"shop\",outcome=\"RolledBack\",rollout=\"web\"} 0.0",
            "mulkko_deployments_total{namespace=\"shop\",outcome=\"Aborted\",rollout=\"web\"} 0.0",
            "mulkko_deployments_total{namespace=\"shop\",outcome=\"Superseded\",rollout=\"web\"} 0.0",
            "mulkko_deployments_total{namespace=\"shop\",outcome=\"Undone\",rollout=\"web\"} 0.0",
            "mulkko_change_failures_total{namespace=\"shop\",rollout=\"web\"} 0.0",
            "mulkko_lead_time_seconds_count{namespace=\"shop\",rollout=\"web\"} 0",
            "mulkko_restore_time_seconds_bucket{namespace=\"shop\",rollout=\"web\",le=\"+Inf\"} 0")
        .hasSize(5 + 1 + 7 + 7);
  }

  @Test
  void theSumsAreThoseOfTheLastClosedRecord() {
    DeploymentTotals totals =
        new DeploymentTotals(
            7, 3, 2, 1, 4, durations(6, 4_000_000_000L, 1L, 3L, 3L, 5L), durations(2, 15, 1L, 2L));
    List<DeploymentRecord> records =
        new ArrayList<>(
            List.of(
                closed(open("shop", "web", "uid", 9), "Promoted", AT, promoted(6)),
                closed(open("shop", "web", "uid", 10), "RolledBack", AT, totals),
                open("shop", "web", "uid", 11),
                closed(open("shop", "web", "uid", 2), "Promoted", AT, promoted(1))));
    for (int seed = 0; seed < 5; seed++) {
      Collections.shuffle(records, new Random(seed));
      metrics.follow(deliveries(List.copyOf(records)));
      assertThat(samples())
          .contains(
              "mulkko_deployments_total{namespace=\"shop\",outcome=\"Promoted\",rollout=\"web\"} 7.0",
              "mulkko_deployments_total{namespace=\"shop\",outcome=\"RolledBack\",rollout=\"web\"} 3.0",
              "mulkko_deployments_total{namespace=\"shop\",outcome=\"Aborted\",rollout=\"web\"} 2.0",
              "mulkko_deployments_total{namespace=\"shop\",outcome=\"Superseded\",rollout=\"web\"} 1.0",
              "mulkko_deployments_total{namespace=\"shop\",outcome=\"Undone\",rollout=\"web\"} 4.0",
              "mulkko_change_failures_total{namespace=\"shop\",rollout=\"web\"} 7.0",
              "mulkko_lead_time_seconds_bucket{namespace=\"shop\",rollout=\"web\",le=\"3600.0\"} 1",
              "mulkko_lead_time_seconds_bucket{namespace=\"shop\",rollout=\"web\",le=\"86400.0\"} 3",
              "mulkko_lead_time_seconds_bucket{namespace=\"shop\",rollout=\"web\",le=\"604800.0\"} 3",
              "mulkko_lead_time_seconds_bucket{namespace=\"shop\",rollout=\"web\",le=\"2592000.0\"} 5",
              "mulkko_lead_time_seconds_bucket{namespace=\"shop\",rollout=\"web\",le=\"+Inf\"} 6",
              "mulkko_lead_time_seconds_sum{namespace=\"shop\",rollout=\"web\"} 4.0E9",
              "mulkko_restore_time_seconds_bucket{namespace=\"shop\",rollout=\"web\",le=\"3600.0\"} 2",
              "mulkko_restore_time_seconds_count{namespace=\"shop\",rollout=\"web\"} 2")
          .hasSize(20);
    }
  }

  @Test
  void rolloutsOfOneNameInTwoNamespacesAreTwo() {
    metrics.follow(
        deliveries(
            List.of(
                closed(open("blog", "web", "b", 1), "Promoted", AT, promoted(1)),
                closed(open("shop", "web", "s", 2), "Promoted", AT, promoted(2)))));
    assertThat(samples())
        .contains(
            "mulkko_deployments_total{namespace=\"blog\",outcome=\"Promoted\",rollout=\"web\"} 1.0",
            "mulkko_deployments_total{namespace=\"shop\",outcome=\"Promoted\",rollout=\"web\"} 2.0");
  }

  @Test
  void eachSeriesNamesTheLastDeliveryThatItCounts() {
    DeploymentTotals totals =
        new DeploymentTotals(
            2, 0, 0, 0, 1, durations(2, 90_000, 1L, 1L, 2L), durations(1, 8, 1L, 1L, 1L, 1L));
    metrics.follow(
        deliveries(
            List.of(
                closed(open("shop", "web", "uid", 1), "Promoted", AT, 3600L, null, promoted(1)),
                closed(open("shop", "web", "uid", 2), "Promoted", AT, 86_401L, null, promoted(2)),
                closed(
                    open("shop", "web", "uid", 3), "Undone", AT.plusMillis(5), null, 8L, totals))));
    String scraped = registry.scrape(OPEN_METRICS);
    assertThat(scraped)
        .contains(
            "outcome=\"Promoted\",rollout=\"web\"} 2.0 # {correlation_id=\"build-2\"} 1.0 1795509000.000",
            "outcome=\"Undone\",rollout=\"web\"} 1.0 # {correlation_id=\"build-3\"} 1.0 1795509000.005",
            "outcome=\"Aborted\",rollout=\"web\"} 0.0\n",
            "mulkko_change_failures_total{namespace=\"shop\",rollout=\"web\"} 1.0 # {correlation_id=\"build-3\"} 1.0",
            "le=\"3600.0\"} 1 # {correlation_id=\"build-1\"} 3600.0",
            "le=\"86400.0\"} 1\n",
            "le=\"604800.0\"} 2 # {correlation_id=\"build-2\"} 86401.0",
            "le=\"10.0\"} 1 # {correlation_id=\"build-3\"} 8.0")
        .endsWith("# EOF\n");
    assertThat(registry.scrape()).doesNotContain("correlation_id");
  }

  @Test
  void sumsThatCannotBeTakeNobodyElsesFiguresAway() {
    DeploymentTotals odd =
        new DeploymentTotals(
            1, 0, 0, 0, 0, durations(1, 9, 5L, 2L), durations(0, 0, 1L, 1L, 1L, 1L));
    metrics.follow(
        deliveries(
            List.of(
                closed(open("blog", "web", "uid", 1), "Promoted", AT, odd),
                closed(open("shop", "web", "uid", 1), "Promoted", AT, promoted(1)))));
    assertThat(samples())
        .contains(
            "mulkko_deployments_total{namespace=\"shop\",outcome=\"Promoted\",rollout=\"web\"} 1.0",
            "mulkko_lead_time_seconds_count{namespace=\"blog\",rollout=\"web\"} 5");
  }

  /** OpenMetrics allows 128 characters in names and values together. */
  @Test
  void anIdThatIsTooLongForAnExemplarIsLeftOut() {
    assertThat(exemplarOf("x".repeat(114))).contains("# {correlation_id=\"" + "x".repeat(114));
    assertThat(exemplarOf("물".repeat(114))).contains("# {correlation_id=");
    assertThat(exemplarOf("x".repeat(115))).contains("Promoted").doesNotContain("correlation_id");
  }

  private String exemplarOf(String id) {
    DeploymentRecord record =
        closed(open("shop", "web", "uid", 1, id), "Promoted", AT, promoted(1));
    metrics.follow(deliveries(List.of(record)));
    return registry.scrape(OPEN_METRICS);
  }

  private List<String> samples() {
    return registry.scrape().lines().filter(line -> !line.startsWith("#")).toList();
  }
}
