package dev.mulkko.operator.telemetry.pods;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.engine.judge.Side;
import dev.mulkko.engine.judge.Told;
import dev.mulkko.kube.exposition.Bounds;
import dev.mulkko.kube.exposition.Exporter;
import dev.mulkko.kube.exposition.Format;
import dev.mulkko.kube.exposition.Page;
import dev.mulkko.kube.exposition.PageParser;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A page that Micrometer wrote, not what we believe that it writes. */
class LiveMicrometerTest {

  @ParameterizedTest
  @CsvSource({"text/plain, Text", "application/openmetrics-text, OpenMetrics"})
  void requestsAreCountedAsSpringBootNamesThem(String type, Format format) throws IOException {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    answer(registry, "/orders/{id}", 200, "SUCCESS", 20, 90);
    answer(registry, "/orders/{id}", 404, "CLIENT_ERROR", 20, 6);
    answer(registry, "/orders/{id}", 503, "SERVER_ERROR", 900, 4);
    answer(registry, "/actuator/health", 503, "SERVER_ERROR", 900, 50);

    Told told = told(registry.scrape(type), format);

    assertThat(told.requests()).isEqualTo(100);
    assertThat(told.failed()).isEqualTo(4);
    assertThat(told.within())
        .containsEntry(Double.POSITIVE_INFINITY, 100L)
        .containsEntry(1.0, 100L)
        .containsEntry(0.5, 96L)
        .containsEntry(0.001, 0L);
  }

  private static void answer(
      PrometheusMeterRegistry registry, String uri, int status, String outcome, int ms, int times) {
    Timer timer =
        Timer.builder("http.server.requests")
            .tags("error", "none", "exception", "none", "method", "GET")
            .tags("outcome", outcome, "status", Integer.toString(status), "uri", uri)
            .publishPercentileHistogram()
            .serviceLevelObjectives(Duration.ofMillis(500), Duration.ofSeconds(1))
            .register(registry);
    for (int i = 0; i < times; i++) {
      timer.record(Duration.ofMillis(ms));
    }
  }

  private static Told told(String page, Format format) throws IOException {
    PageParser parser = new PageParser(Exporter.namesOfApps(), format, Bounds.DEFAULT);
    Page read = parser.read(new ByteArrayInputStream(page.getBytes(StandardCharsets.UTF_8)));
    return Exporter.toldByApp(((Page.Whole) read).series(), Side.Canary, "shop-b-1", Instant.EPOCH);
  }
}
