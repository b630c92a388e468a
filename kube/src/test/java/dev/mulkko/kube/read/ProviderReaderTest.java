package dev.mulkko.kube.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mulkko.api.v1beta1.MetricProvider;
import dev.mulkko.kube.golden.Yaml;
import dev.mulkko.kube.read.ProviderReader.Credentials;
import dev.mulkko.kube.read.ProviderReader.Server;
import dev.mulkko.kube.read.SpecReader.InvalidSpec;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProviderReaderTest {

  private static final String ADDRESS = "address: 'http://prometheus:9090'";

  @Test
  void anAddressIsEnough() throws InvalidSpec {
    assertThat(read(ADDRESS))
        .isEqualTo(
            new Server(
                "main",
                "http://prometheus:9090",
                new Credentials.None(),
                Optional.empty(),
                Duration.ofSeconds(10),
                16,
                50,
                Duration.ofSeconds(1)));
  }

  @Test
  void whatIsWrittenGoesBefore() throws InvalidSpec {
    assertThat(
            read(
                ADDRESS
                    + ", caCertificates: pem, timeout: 3s, concurrency: 4, queriesPerSecond: 7,"
                    + " minInterval: 15s"))
        .isEqualTo(
            new Server(
                "main",
                "http://prometheus:9090",
                new Credentials.None(),
                Optional.of("pem"),
                Duration.ofSeconds(3),
                4,
                7,
                Duration.ofSeconds(15)));
  }

  @Test
  void credentialsAreNamesOfSecretsAlone() throws InvalidSpec {
    assertThat(credentials("bearer: {secret: prom}"))
        .isEqualTo(new Credentials.Bearer("prom", "token"));
    assertThat(credentials("bearer: {secret: prom, key: pass}"))
        .isEqualTo(new Credentials.Bearer("prom", "pass"));
    assertThat(credentials("basic: prom")).isEqualTo(new Credentials.Basic("prom"));
    assertThat(credentials("clientCertificate: prom"))
        .isEqualTo(new Credentials.ClientCertificate("prom"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "timeout: 5s | spec.address is missing: write http://prometheus.monitoring:9090 or the like",
        "address: '' | spec.address is missing: write http://prometheus.monitoring:9090 or the like",
        "ADDRESS, timeout: soon | spec.timeout is soon: write for example 30s, 5m or 1h30m",
        "ADDRESS, timeout: 999ms | spec.timeout is 999ms: write 1s to 1m",
        "ADDRESS, timeout: 61s | spec.timeout is 61s: write 1s to 1m",
        "ADDRESS, concurrency: 0 | spec.concurrency is 0: write 1 to 200",
        "ADDRESS, concurrency: 201 | spec.concurrency is 201: write 1 to 200",
        "ADDRESS, queriesPerSecond: 0 | spec.queriesPerSecond is 0: write 1 to 1000",
        "ADDRESS, queriesPerSecond: 1001 | spec.queriesPerSecond is 1001: write 1 to 1000",
        "ADDRESS, minInterval: 0s | spec.minInterval is 0s: write 1s to 10m",
        "ADDRESS, minInterval: 601s | spec.minInterval is 601s: write 1s to 10m",
        "ADDRESS, credentials: {} | spec.credentials has 0 of bearer, basic and clientCertificate: write exactly one",
        "ADDRESS, credentials: {basic: a, bearer: {secret: b}} | spec.credentials has 2 of bearer, basic and clientCertificate: write exactly one",
        "ADDRESS, credentials: {bearer: {key: a}} | spec.credentials.bearer.secret is missing: write the name of a Secret",
      })
  void whatCannotBeUsedIsNamedWithAWayOut(String spec, String sentence) {
    MetricProvider provider = provider(spec.replace("ADDRESS", ADDRESS));
    assertThatThrownBy(() -> ProviderReader.read(provider)).hasMessage(sentence);
    assertThat(ProviderReader.faults(provider)).containsExactly(sentence);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "timeout: 1s",
        "timeout: 60s",
        "minInterval: 1s",
        "minInterval: 10m",
        "concurrency: 1",
        "concurrency: 200",
        "queriesPerSecond: 1",
        "queriesPerSecond: 1000",
      })
  void whatIsAtALimitCanBeUsed(String field) {
    assertThat(ProviderReader.faults(provider(ADDRESS + ", " + field))).isEmpty();
  }

  @Test
  void whatIsNoProviderYetSaysWhatToWrite() {
    MetricProvider empty = Yaml.object(MetricProvider.class, "metadata: {name: main}");
    assertThat(ProviderReader.faults(empty)).containsExactly("spec is missing: write address");
  }

  @Test
  void allFaultsOfItsQueriesAreSaid() {
    String queries =
        """
        , queries: [
          {name: good, query: 'up{job="$(args.job)"}', args: [{name: job}], interval: 1s},
          {name: bare, query: 'up{job=$(args.job)}', args: [{name: job}]},
          {name: odd, query: 'up{job="$(args.jop)"}', args: [{name: job}]},
          {name: often, query: up, interval: 999ms},
          {name: good, query: up}]\
        """;
    assertThat(ProviderReader.faults(provider(ADDRESS + queries)))
        .containsExactly(
            "spec.queries[1] has $(args.job) outside of quotes: write it as the value of a label",
            "spec.queries[2] has $(args.jop), which is no placeholder and none of its args",
            "spec.queries[3] has interval 999ms: write at least 1s",
            "spec.queries[4].name is that of one before it: give each its own");
  }

  private static Server read(String spec) throws InvalidSpec {
    return ProviderReader.read(provider(spec));
  }

  private static Credentials credentials(String credentials) throws InvalidSpec {
    return read("%s, credentials: {%s}".formatted(ADDRESS, credentials)).credentials();
  }

  private static MetricProvider provider(String spec) {
    return Yaml.object(
        MetricProvider.class, "{metadata: {name: main}, spec: {%s}}".formatted(spec.strip()));
  }
}
