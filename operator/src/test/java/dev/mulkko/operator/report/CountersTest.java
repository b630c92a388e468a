package dev.mulkko.operator.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.engine.model.Reading;
import dev.mulkko.engine.plan.gate.Question;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CountersTest {

  private static final Question QUESTION = new Question("errors", "up");

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  static Stream<Arguments> outcomes() {
    return Stream.of(
        Arguments.of(new Reading.Value(1), "value"),
        Arguments.of(new Reading.NoData("empty"), "no_data"),
        Arguments.of(new Reading.NoAnswer("503"), "no_answer"),
        Arguments.of(new Reading.Broken("parse error"), "broken"));
  }

  @ParameterizedTest
  @MethodSource("outcomes")
  void aQueryIsCountedByWhatCameBackWhichStaysAsItIs(Reading reading, String outcome) {
    assertThat(new Counters(registry).counting((_, _) -> reading).ask("shop/web", QUESTION))
        .isEqualTo(reading);
    assertThat(registry.scrape())
        .contains("mulkko_metric_queries_total{outcome=\"%s\"} 1.0".formatted(outcome));
  }

  @ParameterizedTest
  @MethodSource("outcomes")
  void nothingIsCountedBeforeItIsAsked(Reading reading, String outcome) {
    new Counters(registry).counting((_, _) -> reading);
    assertThat(registry.scrape())
        .contains("mulkko_metric_queries_total{outcome=\"%s\"} 0.0".formatted(outcome));
  }

  /** Or the first of each would be no growth. */
  @Test
  void eachSeriesIsThereFromTheStart() {
    new Counters(registry);
    assertThat(registry.scrape())
        .contains("mulkko_passes_total{phase=\"Aborting\"} 0.0")
        .contains("mulkko_transitions_total{reason=\"MetricFailed\"} 0.0");
  }
}
