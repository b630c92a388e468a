package dev.mulkko.operator.telemetry.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.api.v1beta1.MetricProvider;
import dev.mulkko.engine.model.Comparison;
import dev.mulkko.engine.model.Comparison.OwnCounters;
import dev.mulkko.engine.model.Comparison.Source;
import dev.mulkko.engine.model.Reading;
import dev.mulkko.engine.model.Reading.NoAnswer;
import dev.mulkko.engine.model.Reading.Value;
import dev.mulkko.operator.telemetry.prometheus.Servers.Unreadable;
import dev.mulkko.operator.telemetry.server.MetricServer;
import dev.mulkko.operator.telemetry.server.Reach;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ServersTest {

  /** The API server does not say. */
  private static final Map<String, String> AWAY = Map.of("away", "");

  private final List<MetricProvider> providers = new ArrayList<>();
  private final Map<String, Map<String, String>> secrets = new HashMap<>();
  private Instant now = Clock.systemUTC().instant();
  private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
  private ScriptedServer server;
  private Servers servers;

  @BeforeEach
  void start() throws IOException {
    server =
        ScriptedServer.that(
            exchange ->
                ScriptedServer.says(
                        200,
                        "{\"status\":\"success\",\"data\":{\"resultType\":\"scalar\",\"result\":[%s,\"1\"]}}"
                            .formatted(now.getEpochSecond()))
                    .handle(exchange));
    servers = servers(true, Optional.empty());
  }

  private Servers servers(boolean loopback, Optional<MetricServer> usual) {
    return new Servers(
        () -> List.copyOf(providers),
        name -> {
          Map<String, String> secret = secrets.get(name);
          if (secret == null || secret.equals(AWAY)) {
            throw new Unreadable("there is no Secret " + name, secret != null);
          }
          return secret;
        },
        usual,
        new Reach(loopback, Set.of()),
        clock);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void whoIsNamedIsAsked() {
    provider("prometheus", "1", "address: %s/tenant".formatted(server.address()));
    assertThat(ask("prometheus")).isEqualTo(new Value(1));
    assertThat(server.requests().remove().uri()).hasPath("/tenant/api/v1/query");
    assertThat(ask("grafana")).isEqualTo(new NoAnswer("there is no MetricProvider grafana"));
  }

  @Test
  void comparisonsGoToTheProviderThatTheyName() {
    assertThat(servers.of(Comparison.DEFAULT)).as("the pods can tell").isEmpty();
    PrometheusApi asked = servers.of(comparison("", Optional.empty())).orElseThrow();
    assertThat(asked.value("up")).isInstanceOf(NoAnswer.class);
    provider("default", "1", "{address: '%s', ownQueries: Refused}".formatted(server.address()));
    assertThat(asked.value("up")).as("there is one now").isEqualTo(new Value(1));
    assertThat(servers.of(Comparison.DEFAULT)).isPresent();
    Optional<PrometheusApi> own =
        servers.of(comparison("", Optional.of(new OwnCounters("all", "failed"))));
    assertThat(own.orElseThrow().value("up"))
        .isEqualTo(new NoAnswer("MetricProvider default takes no counters of Rollouts"));
    assertThat(servers.of(comparison("other", Optional.empty())).orElseThrow().value("up"))
        .isEqualTo(new NoAnswer("there is no MetricProvider other"));
  }

  private static Comparison comparison(String provider, Optional<OwnCounters> own) {
    Comparison usual = Comparison.DEFAULT;
    return new Comparison(
        own.isPresent() ? Source.Counters : Source.Prometheus,
        provider,
        List.of(),
        own,
        null,
        usual.path(),
        usual.latency(),
        usual.limits(),
        true);
  }

  @Test
  void theDefaultGoesBeforeTheVariable() {
    MetricServer usual = MetricServer.ofVariable(PrometheusUrl.VARIABLE, server.address());
    servers = servers(true, Optional.of(usual));
    assertThat(ask("")).isEqualTo(new Value(1));
    assertThat(server.requests().remove().uri()).hasPath("/api/v1/query");
    provider("default", "1", "address: %s/default".formatted(server.address()));
    assertThat(ask("")).isEqualTo(new Value(1));
    assertThat(server.requests().remove().uri()).hasPath("/default/api/v1/query");
  }

  @Test
  void withoutEitherItIsSaidWhatToSet() {
    assertThat(ask(""))
        .isEqualTo(
            new NoAnswer(
                "MULKKO_PROMETHEUS_URL is not set: set it to the address of Prometheus, or create MetricProvider default"));
  }

  @Test
  void anEditCountsFromTheNextQuestionOn() {
    PrometheusApi api = servers.named("prometheus");
    provider("prometheus", "1", "address: %s/one".formatted(server.address()));
    assertThat(api.value("up")).isEqualTo(new Value(1));
    provider("prometheus", "2", "address: %s/two".formatted(server.address()));
    assertThat(api.value("up")).isEqualTo(new Value(1));
    assertThat(server.requests())
        .extracting(request -> request.uri().getPath())
        .containsExactly("/one/api/v1/query", "/two/api/v1/query");
    providers.clear();
    assertThat(api.value("up")).isInstanceOf(NoAnswer.class);
  }

  @Test
  void aSecretIsShownAndARenewedOneIsRead() {
    secrets.put("prom", Map.of("token", "first"));
    providerWithToken("1");
    ask("prometheus");
    assertThat(authorization()).isEqualTo("Bearer first");
    secrets.put("prom", Map.of("token", "second"));
    now = now.plus(Duration.ofSeconds(29));
    ask("prometheus");
    assertThat(authorization()).as("read no more often").isEqualTo("Bearer first");
    now = now.plus(Duration.ofSeconds(1));
    ask("prometheus");
    assertThat(authorization()).isEqualTo("Bearer second");
  }

  @Test
  void aSecretThatIsRemovedIsShownNoMore() {
    secrets.put("prom", Map.of("token", "first"));
    providerWithToken("1");
    ask("prometheus");
    assertThat(authorization()).isEqualTo("Bearer first");
    secrets.clear();
    now = now.plus(Duration.ofSeconds(30));
    assertThat(ask("prometheus"))
        .isEqualTo(new NoAnswer("MetricProvider prometheus: there is no Secret prom"));
    assertThat(server.requests()).isEmpty();
    secrets.put("prom", Map.of("token", "second"));
    now = now.plus(Duration.ofSeconds(30));
    ask("prometheus");
    assertThat(authorization()).isEqualTo("Bearer second");
  }

  @Test
  void whileTheApiServerIsAwayTheSecretIsTheOneThatWasRead() {
    secrets.put("prom", Map.of("token", "first"));
    providerWithToken("1");
    ask("prometheus");
    secrets.put("prom", AWAY);
    now = now.plus(Duration.ofSeconds(31));
    server.requests().clear();
    ask("prometheus");
    assertThat(authorization()).isEqualTo("Bearer first");
    providerWithToken("2");
    assertThat(ask("prometheus")).as("of an edit nothing is known").isInstanceOf(NoAnswer.class);
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void userAndPasswordAreShown() {
    secrets.put("prom", Map.of("username", "mulkko", "password", "letmein"));
    provider(
        "prometheus",
        "1",
        "{address: '%s', credentials: {basic: prom}}".formatted(server.address()));
    ask("prometheus");
    assertThat(authorization()).isEqualTo("Basic bXVsa2tvOmxldG1laW4=");
  }

  @Test
  void whatIsWrongWithAProviderIsSaidAndNothingIsSent() {
    providerWithToken("1");
    assertThat(ask("prometheus"))
        .isEqualTo(new NoAnswer("MetricProvider prometheus: there is no Secret prom"));
    secrets.put("prom", Map.of("tokn", "x"));
    now = now.plus(Duration.ofSeconds(30));
    assertThat(ask("prometheus"))
        .isEqualTo(new NoAnswer("MetricProvider prometheus: Secret prom has no key token: add it"));
    provider("prometheus", "2", "address: ftp://prometheus");
    assertThat(ask("prometheus"))
        .isEqualTo(
            new NoAnswer(
                "MetricProvider prometheus: spec.address does not begin with http:// or https://:"
                    + " write scheme, host, port and path alone, as in"
                    + " http://prometheus.monitoring:9090"));
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void thisMachineIsNotAskedUnlessTheOperatorMay() {
    servers = servers(false, Optional.empty());
    provider("prometheus", "1", "address: %s".formatted(server.address()));
    assertThat(ask("prometheus"))
        .isInstanceOfSatisfying(
            NoAnswer.class, no -> assertThat(no.why()).contains("127.0.0.1", "never asked"));
    assertThat(server.requests()).isEmpty();
  }

  private Reading ask(String provider) {
    return servers.named(provider).value("up" + server.requests().size() + now);
  }

  private String authorization() {
    return server.requests().remove().headers().getFirst("Authorization");
  }

  private void providerWithToken(String version) {
    provider(
        "prometheus",
        version,
        "{address: '%s', credentials: {bearer: {secret: prom}}}".formatted(server.address()));
  }

  private void provider(String name, String version, String spec) {
    providers.removeIf(each -> each.getMetadata().getName().equals(name));
    String flow = spec.startsWith("{") ? spec : "{" + spec.replaceFirst(": (.*)", ": '$1'") + "}";
    providers.add(
        Serialization.unmarshal(
            "metadata: {name: %s, resourceVersion: '%s'}\nspec: %s\n"
                .formatted(name, version, flow),
            MetricProvider.class));
  }
}
