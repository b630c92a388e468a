package dev.mulkko.cli.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.mulkko.cli.terminal.Ink;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Metrics whose limits stand elsewhere than in their own lines. */
class GateTest {

  private static final Instant NOW = Instant.parse("2026-11-24T08:30:00Z");

  private static final String OWN =
      """
          - {name: error-rate, query: "q", max: 0.01, count: 5, failureLimit: 1}
          - {name: latency, query: "q", max: 0.8}
          - {name: orders, query: "q", min: 20, max: 1000}
          - {name: logins, query: "q", min: 1.5, initialDelay: 5m}
      """;

  private static final String PROVIDED =
      """
          - {use: prometheus/error-rate, count: 5, failureLimit: 1}
          - {name: latency, query: 'p99{pod=~"$(pods)"}', max: 2, compare: {factor: 1.3}}
          - {name: orders, use: prometheus/error-rate, min: 20}
          pods: {memory: 90%}
      """;

  private static final String PROVIDER =
      """
      ---
      apiVersion: mulkko.dev/v1beta1
      kind: MetricProvider
      metadata: {name: prometheus}
      spec:
        address: http://prometheus:9090
        queries: [{name: error-rate, query: up, max: 0.01}]
      """;

  @Test
  void aLimitIsThatOfTheQueryUnlessItIsWritten() {
    assertThat(gates(PROVIDER))
        .extracting(Gate::metric, Gate::limit, Gate::value)
        .containsExactly(
            tuple("memory", "at most 0.9", null),
            tuple("error-rate", "at most 0.01", "0.004"),
            tuple("latency", "at most 2, at most 1.3 times stable's", "1.31 (stable 0.7)"),
            tuple("orders", "at least 20", "timed out after 5s"));
  }

  /** Few may read providers: what is known is shown. */
  @Test
  void aLimitThatNobodyMayReadIsSaidToBeElsewhere() {
    List<Gate> gates = gates("");
    assertThat(gates).extracting(Gate::limit).element(1).isEqualTo("");
    assertThat(gates.get(1).cells(NOW, Ink.NONE))
        .containsExactly(
            "error-rate",
            "✔ 0.004",
            "limit of its query",
            "passed 2 of 5",
            "failed 1, more than 1 abort");
  }

  private static List<Gate> gates(String provider) {
    return Gate.of(
        Scene.read(
            "gates",
            text -> {
              assertThat(text).contains(OWN);
              return text.replace(OWN, PROVIDED).replace("\"1.31\"", "1.31 (stable 0.7)")
                  + provider;
            }));
  }
}
