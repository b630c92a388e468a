package dev.mulkko.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.mulkko.operator.telemetry.probe.ProbeHosts;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OperatorConfigTest {

  @Test
  void anEmptyEnvironmentIsEnough() {
    assertThat(OperatorConfig.from(Map.of()))
        .isEqualTo(
            new OperatorConfig(
                List.of(),
                Optional.empty(),
                "mulkko",
                10,
                false,
                Optional.empty(),
                new ProbeHosts(Set.of()),
                8080,
                8081));
  }

  @Test
  void everyVariableIsRead() {
    Map<String, String> env =
        Map.of(
            "MULKKO_NAMESPACES", " shop, blog ,",
            "MULKKO_LEASE_NAMESPACE", "mulkko-system",
            "MULKKO_INSTANCE", "one",
            "MULKKO_WORKERS", "3",
            "MULKKO_AT_REST", "Paused",
            "MULKKO_PROMETHEUS_URL", "http://prometheus.monitoring:9090",
            "MULKKO_PROBE_HOSTS", "Gateway.example:8080",
            "MULKKO_METRICS_PORT", "0",
            "MULKKO_PROBES_PORT", "65535",
            "MULKKO_LOG_FORMAT", "text");
    assertThat(OperatorConfig.from(env))
        .isEqualTo(
            new OperatorConfig(
                List.of("shop", "blog"),
                Optional.of("mulkko-system"),
                "one",
                3,
                true,
                Optional.of(URI.create("http://prometheus.monitoring:9090")),
                new ProbeHosts(Set.of("gateway.example:8080")),
                0,
                65535));
  }

  @Test
  void withoutANameItIsNamedAfterItsPod() {
    assertThat(OperatorConfig.from(Map.of("HOSTNAME", "mulkko-7d9e")).instance())
        .isEqualTo("mulkko-7d9e");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t"})
  void aBlankLeaseNamespaceIsNone(String blank) {
    assertThat(OperatorConfig.from(Map.of("MULKKO_LEASE_NAMESPACE", blank)).leaseNamespace())
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", ",", " , "})
  void anEmptyListOfNamespacesMeansAll(String text) {
    assertThat(OperatorConfig.from(Map.of("MULKKO_NAMESPACES", text)).namespaces()).isEmpty();
  }

  @Test
  void aVariableThatNobodyReadsIsRefusedWithAllThatAreKnown() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                OperatorConfig.from(
                    Map.of("MULKKO_WORKER", "3", "MULKKO_NAMESPACE", "shop", "PATH", "/bin")))
        .withMessage(
            "unknown variables [MULKKO_NAMESPACE, MULKKO_WORKER]: known are [MULKKO_AT_REST, MULKKO_INSTANCE,"
                + " MULKKO_LEASE_NAMESPACE, MULKKO_LOG_FORMAT, MULKKO_METRICS_PORT,"
                + " MULKKO_NAMESPACES, MULKKO_PROBES_PORT, MULKKO_PROBE_HOSTS, MULKKO_PROMETHEUS_URL, MULKKO_WORKERS]");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "MULKKO_WORKERS,0,1,100",
        "MULKKO_WORKERS,101,1,100",
        "MULKKO_WORKERS,ten,1,100",
        "MULKKO_WORKERS,-1,1,100",
        "MULKKO_WORKERS,\"\",1,100",
        "MULKKO_METRICS_PORT,65536,0,65535",
        "MULKKO_METRICS_PORT,99999999999,0,65535",
        "MULKKO_PROBES_PORT,80 81,0,65535",
        "MULKKO_PROBES_PORT,8081x,0,65535",
      })
  void aNumberThatCannotBeUsedIsRefusedWithThoseThatCan(
      String name, String text, int min, int max) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OperatorConfig.from(Map.of(name, text)))
        .withMessage("%s is %s: write a number from %d to %d", name, text, min, max);
  }
}
