package dev.mulkko.operator.record;

import static dev.mulkko.operator.record.Written.closed;
import static dev.mulkko.operator.record.Written.deliveries;
import static dev.mulkko.operator.record.Written.durations;
import static dev.mulkko.operator.record.Written.open;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mulkko.api.v1beta1.DeploymentTotals;
import dev.mulkko.kube.Json;
import dev.mulkko.operator.server.Endpoint;
import dev.mulkko.operator.telemetry.prometheus.RunningPrometheus;
import io.micrometer.core.instrument.Counter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a real Prometheus makes of the page. */
@Tag("cluster")
class ScrapedTest {

  private static final Duration LIMIT = Duration.ofMinutes(1);

  @Test
  void theFiguresArriveWithTheIdOfTheLastDelivery(@TempDir Path folder) throws IOException {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    Counter.builder("mulkko.passes").tag("phase", "Healthy").register(registry).increment(3);
    DeliveryMetrics metrics = new DeliveryMetrics();
    registry.getPrometheusRegistry().register(metrics);
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    metrics.follow(
        deliveries(
            List.of(
                closed(
                    open("shop", "web", "uid", 4),
                    "Promoted",
                    now,
                    7200L,
                    null,
                    new DeploymentTotals(
                        4, 0, 0, 0, 0, durations(4, 9000, 3L, 4L, 4L, 4L), null)))));
    Endpoint endpoint = Endpoint.on(0).metrics("/metrics", registry::scrape);
    endpoint.start();
    String configuration =
        """
        scrape_configs:
          - job_name: mulkko
            scrape_interval: 1s
            static_configs: [{targets: ["127.0.0.1:%d"]}]
        """
            .formatted(endpoint.port());
    try (RunningPrometheus prometheus = RunningPrometheus.in(folder, configuration)) {
      await()
          .atMost(LIMIT)
          .untilAsserted(
              () -> assertThat(value(prometheus, "sum(mulkko_deployments_total)")).isEqualTo("4"));
      assertThat(value(prometheus, "count(mulkko_deployments_total)")).isEqualTo("5");
      assertThat(value(prometheus, "sum(mulkko_passes_total)")).isEqualTo("3");
      assertThat(value(prometheus, "histogram_quantile(0.5, mulkko_lead_time_seconds_bucket)"))
          .isEqualTo("2400");
      JsonNode exemplars =
          ask(
              prometheus,
              "query_exemplars?start=%d&end=%d&query="
                  .formatted(now.getEpochSecond() - 60, now.getEpochSecond() + 600),
              "{__name__=~\"mulkko_.+\"}");
      assertThat(exemplars.findValuesAsText("correlation_id")).containsOnly("build-4");
      assertThat(exemplars.findValuesAsText("__name__"))
          .containsExactlyInAnyOrder(
              "mulkko_deployments_total",
              "mulkko_lead_time_seconds_bucket",
              "mulkko_lead_time_seconds_count");
    } finally {
      endpoint.stop();
    }
  }

  private static String value(RunningPrometheus prometheus, String query) {
    return ask(prometheus, "query?query=", query).at("/data/result/0/value/1").asText();
  }

  private static JsonNode ask(RunningPrometheus prometheus, String path, String query) {
    URI uri =
        URI.create(
            prometheus.address()
                + "/api/v1/"
                + path
                + URLEncoder.encode(query, StandardCharsets.UTF_8));
    try (HttpClient client = HttpClient.newHttpClient()) {
      return Json.parse(
          client
              .sendAsync(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
              .join()
              .body());
    }
  }
}
