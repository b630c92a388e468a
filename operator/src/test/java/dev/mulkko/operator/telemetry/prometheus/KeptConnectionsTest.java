package dev.mulkko.operator.telemetry.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.api.v1beta1.MetricProvider;
import dev.mulkko.engine.model.Reading;
import dev.mulkko.engine.model.Reading.NoAnswer;
import dev.mulkko.operator.telemetry.prometheus.Servers.SecretReader;
import dev.mulkko.operator.telemetry.server.Reach;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A connection lives as long as what it was made of, and no longer. */
class KeptConnectionsTest {

  private final List<MetricProvider> providers = new ArrayList<>();
  private String token = "first";
  private final SecretReader secrets = _ -> Map.of("token", token);
  private Instant now = Clock.systemUTC().instant();
  private KeptOpen server;
  private Servers servers;

  @BeforeEach
  void start() throws IOException {
    server = KeptOpen.start();
    servers =
        new Servers(
            () -> List.copyOf(providers),
            secrets,
            Optional.empty(),
            new Reach(true, Set.of()),
            ((InstantSource) () -> now).withZone(ZoneOffset.UTC));
    provider("1", "10s");
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  @Test
  void whatReadsTheSameGoesOn() {
    ask("one");
    now = now.plus(Duration.ofSeconds(30));
    ask("two");
    provider("2", "10s");
    ask("three");
    assertThat(server.opened()).hasSize(1);
    assertThat(server.endedMore()).isZero();
  }

  @Test
  void anEditEndsTheOldConnection() throws InterruptedException {
    ask("one");
    provider("2", "11s");
    ask("two");
    assertThat(server.opened()).hasSize(2);
    assertThat(server.ended()).isEqualTo(server.opened().remove());
    assertThat(server.endedMore()).isZero();
  }

  @Test
  void aRenewedSecretEndsTheOldConnection() throws InterruptedException {
    ask("one");
    token = "second";
    now = now.plus(Duration.ofSeconds(30));
    ask("two");
    assertThat(server.ended()).isEqualTo(server.opened().remove());
    assertThat(server.opened()).hasSize(1);
  }

  @Test
  void aProviderThatIsGoneKeepsNoConnection() throws InterruptedException {
    ask("one");
    providers.clear();
    assertThat(servers.named("main").value("two"))
        .isEqualTo(new NoAnswer("there is no MetricProvider main"));
    assertThat(server.ended()).isEqualTo(server.opened().remove());
    provider("1", "10s");
    ask("three");
    assertThat(server.opened()).hasSize(1);
  }

  @Test
  void whatBecomesWrongKeepsNoConnection() throws InterruptedException {
    ask("one");
    provider("2", "5h");
    assertThat(servers.named("main").value("two")).isInstanceOf(NoAnswer.class);
    assertThat(server.ended()).isEqualTo(server.opened().remove());
  }

  private void ask(String query) {
    assertThat(servers.named("main").value(query)).isEqualTo(new Reading.Value(1));
  }

  private void provider(String version, String timeout) {
    providers.clear();
    providers.add(
        Serialization.unmarshal(
            """
            metadata: {name: main, resourceVersion: '%s'}
            spec:
              address: %s
              timeout: %s
              credentials: {bearer: {secret: prom}}
            """
                .formatted(version, server.address(), timeout),
            MetricProvider.class));
  }
}
