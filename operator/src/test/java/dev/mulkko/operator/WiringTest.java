package dev.mulkko.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mulkko.engine.model.Reading;
import dev.mulkko.engine.model.Sample;
import dev.mulkko.engine.plan.gate.Question;
import dev.mulkko.operator.report.Counters;
import dev.mulkko.operator.telemetry.Measuring;
import dev.mulkko.operator.telemetry.prometheus.Servers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WiringTest {

  @Test
  void withoutPrometheusEveryMetricSaysWhatToSetAndIsCounted() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    Servers servers = Wiring.servers(OperatorConfig.from(Map.of()), List::of, _ -> Map.of());
    Measuring measuring = Wiring.measuring(servers, new Counters(registry));
    Question question = new Question("errors", "up");
    measuring.ask("shop/web", List.of(question), Instant.EPOCH, () -> {});
    await().atMost(Duration.ofMinutes(1)).until(() -> !measuring.waiting("shop/web"));
    assertThat(measuring.samples("shop/web"))
        .extracting(Sample::reading)
        .containsExactly(
            new Reading.NoAnswer(
                "MULKKO_PROMETHEUS_URL is not set: set it to the address of Prometheus, or create MetricProvider default"));
    assertThat(registry.get("mulkko.metric.queries").tag("outcome", "no_answer").counter().count())
        .isEqualTo(1);
  }
}
