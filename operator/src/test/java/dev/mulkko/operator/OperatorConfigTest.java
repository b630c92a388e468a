package dev.mulkko.operator;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.mulkko.engine.retention.Retention;
import dev.mulkko.engine.version.VersionNaming;
import dev.mulkko.engine.version.VersionPolicy;
import dev.mulkko.operator.telemetry.probe.ProbeHosts;
import dev.mulkko.operator.telemetry.server.Reach;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
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
                Optional.empty(),
                "mulkko",
                10,
                false,
                Optional.empty(),
                new Reach(false, Set.of()),
                500,
                new ProbeHosts(Set.of()),
                VersionNaming.USUAL,
                new Retention(500, Duration.ofDays(180)),
                8080,
                8081));
  }

  @Test
  void everyVariableIsRead() {
    Map<String, String> env =
        Map.ofEntries(
            entry("MULKKO_NAMESPACES", " shop, blog ,"),
            entry("MULKKO_LEASE_NAMESPACE", "mulkko-system"),
            entry("MULKKO_SECRETS_NAMESPACE", "mulkko"),
            entry("MULKKO_INSTANCE", "one"),
            entry("MULKKO_WORKERS", "3"),
            entry("MULKKO_AT_REST", "Paused"),
            entry("MULKKO_PROMETHEUS_URL", "http://prometheus.monitoring:9090"),
            entry("MULKKO_PROVIDER_LOOPBACK", "Allow"),
            entry("KUBERNETES_SERVICE_HOST", "10.96.0.1"),
            entry("MULKKO_POD_PAGES_PER_SECOND", "80"),
            entry("MULKKO_PROBE_HOSTS", "Gateway.example:8080"),
            entry("MULKKO_VERSION_TIME_ZONE", "Asia/Seoul"),
            entry("MULKKO_VERSION_POLICY", "Warn"),
            entry("MULKKO_RECORDS_PER_NAMESPACE", "40"),
            entry("MULKKO_RECORDS_DAYS", "30"),
            entry("MULKKO_METRICS_PORT", "0"),
            entry("MULKKO_PROBES_PORT", "65535"),
            entry("MULKKO_LOG_FORMAT", "text"));
    assertThat(OperatorConfig.from(env))
        .isEqualTo(
            new OperatorConfig(
                List.of("shop", "blog"),
                Optional.of("mulkko-system"),
                Optional.of("mulkko"),
                "one",
                3,
                true,
                Optional.of(URI.create("http://prometheus.monitoring:9090")),
                new Reach(true, Set.of(InetAddress.ofLiteral("10.96.0.1"))),
                80,
                new ProbeHosts(Set.of("gateway.example:8080")),
                new VersionNaming(
                    VersionNaming.USUAL.pattern(), ZoneId.of("Asia/Seoul"), VersionPolicy.Warn),
                new Retention(40, Duration.ofDays(30)),
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

  @Test
  void theLeaseIsInItsOwnNamespaceUnlessItIsTold() {
    assertThat(OperatorConfig.from(Map.of("MULKKO_LEASE_NAMESPACE", "mulkko")).secretsNamespace())
        .contains("mulkko");
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
                + " MULKKO_NAMESPACES, MULKKO_POD_PAGES_PER_SECOND, MULKKO_PROBES_PORT, MULKKO_PROBE_HOSTS, MULKKO_PROMETHEUS_URL, MULKKO_PROVIDER_LOOPBACK, MULKKO_RECORDS_DAYS, MULKKO_RECORDS_PER_NAMESPACE, MULKKO_SECRETS_NAMESPACE, MULKKO_VERSION_PATTERN, MULKKO_VERSION_POLICY, MULKKO_VERSION_TIME_ZONE, MULKKO_WORKERS]");
  }

  @Test
  void whatElseThanRefuseAndAllowStandsForLoopbackIsRefused() {
    assertThat(OperatorConfig.from(Map.of("MULKKO_PROVIDER_LOOPBACK", "Refuse")).reach())
        .isEqualTo(new Reach(false, Set.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OperatorConfig.from(Map.of("MULKKO_PROVIDER_LOOPBACK", "true")))
        .withMessageStartingWith("MULKKO_PROVIDER_LOOPBACK is true: write Allow for tests");
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
        "MULKKO_POD_PAGES_PER_SECOND,0,1,100000",
        "MULKKO_RECORDS_PER_NAMESPACE,0,1,100000",
        "MULKKO_RECORDS_DAYS,0,1,3650",
        "MULKKO_RECORDS_DAYS,180d,1,3650",
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
