package dev.mulkko.kube.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.engine.judge.Latency;
import dev.mulkko.engine.judge.Limits;
import dev.mulkko.engine.model.Analysis;
import dev.mulkko.engine.model.Comparison;
import dev.mulkko.engine.model.Comparison.OwnCounters;
import dev.mulkko.engine.model.Comparison.Source;
import dev.mulkko.kube.golden.Shop;
import dev.mulkko.kube.golden.Yaml;
import dev.mulkko.kube.read.SpecReader.InvalidSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ComparisonReaderTest {

  private static final List<Source> GATEWAYS =
      List.of(Source.Traefik, Source.IngressNginx, Source.Envoy, Source.Istio);

  @Test
  void nothingIsComparedUnlessItIsAskedFor() throws InvalidSpec {
    assertThat(read("{holdFor: 1m, maxFalseRollback: 2%}").comparison()).isEmpty();
  }

  @Test
  void whatIsNotWrittenHasItsDefault() throws InvalidSpec {
    String alone = Shop.ROLLOUT.replaceAll(", routes: .*", "}");

    assertThat(read(alone, "{requests: {}}").comparison()).contains(Comparison.DEFAULT);
  }

  @Test
  void whatIsWrittenIsTaken() throws InvalidSpec {
    Analysis analysis =
        read(
            "{requests: {source: Pods, port: 9090, path: /actuator/prometheus, slowerThan: 300ms}, maxFalseRollback: 0.1%,"
                + " onUndecided: Pause, minSoak: 5m, postWatch: 10m}");

    Duration soak = Duration.ofMinutes(5);
    assertThat(analysis.comparison())
        .contains(
            new Comparison(
                Source.Pods,
                9090,
                "/actuator/prometheus",
                new Latency.Over(0.3),
                new Limits(0.001, 0.05, soak, soak, 50),
                false));
    assertThat(analysis.postWatch()).isEqualTo(Duration.ofMinutes(10));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{requests: {port: 0}} | spec.analysis.requests.port is 0: write 1 to 65535",
        "{requests: {port: 65536}} | spec.analysis.requests.port is 65536: write 1 to 65535",
        "{requests: {path: metrics}} | spec.analysis.requests.path is metrics: write a path such as /metrics, of letters, digits and /._~-",
        "{requests: {path: '/a@b'}} | spec.analysis.requests.path is /a@b: write a path such as /metrics, of letters, digits and /._~-",
        "{requests: {source: Nginx}} | spec.analysis.requests.source is Nginx: write Auto, Pods, Prometheus, IngressNginx, Traefik, Envoy, Istio or Counters",
        "{requests: {source: Envoy, path: /m}} | spec.analysis.requests.path is of the pages of pods, which source Envoy does not read: leave it out",
        "{requests: {source: Counters}} | spec.analysis.requests.counters is missing: source Counters and counters go together: write both, or neither",
        "{requests: {counters: {total: 'a{b=\"$(pods)\"}', failed: 'a{b=\"$(pods)\"}'}}} | spec.analysis.requests.counters is written: source Counters and counters go together: write both, or neither",
        "{requests: {source: Counters, counters: {total: 'a{b=\"$(pods)\"}', failed: 'a{b=\"$(pods)\"}'}, slowerThan: 1s}} | spec.analysis.requests.slowerThan is written, but counters do not tell how long requests take: leave it out",
        "{requests: {source: Counters, counters: {total: 'a{b=\"$(pods)\"}'}}} | spec.analysis.requests.counters.failed is missing: write a selector such as shop_requests_total{pod=~\"$(pods)\"}: its raw samples are read, so no function may stand around it",
        "{requests: {source: Counters, counters: {total: 'a{b=\"$(pod)\"}', failed: 'a'}}} | spec.analysis.requests.counters.total has the placeholder $(pod): write one of $(pods), $(hash), $(service), $(namespace), $(rollout)",
        "{requests: {source: Counters, counters: {total: 'a{b=\"$(namespace)\"}', failed: 'a'}}} | spec.analysis.requests.counters.total is the same for both versions: write one of $(pods), $(hash) and $(service) in it",
        "{requests: {source: Traefik, port: 80}} | spec.analysis.requests.port is of the pages of pods, which source Traefik does not read: leave it out",
        "{requests: {source: Prometheus, path: /m}} | spec.analysis.requests.path is of the pages of pods, which source Prometheus does not read: leave it out",
        "{requests: {latency: Some}} | spec.analysis.requests.latency is Some: write Auto or None",
        "{requests: {latency: None, slowerThan: 1s}} | spec.analysis.requests.slowerThan is 1s, but latency is None: leave one out",
        "{requests: {slowerThan: 0s}} | spec.analysis.requests.slowerThan is 0s: write more than 0s, such as 300ms",
        "{requests: {}, maxFalseRollback: 0%} | spec.analysis.maxFalseRollback is 0%: write more than 0% and at most 20%, such as 1%",
        "{requests: {}, maxFalseRollback: 21%} | spec.analysis.maxFalseRollback is 21%: write more than 0% and at most 20%, such as 1%",
        "{requests: {}, maxFalseRollback: '0.01'} | spec.analysis.maxFalseRollback is 0.01: write more than 0% and at most 20%, such as 1%",
        "{requests: {}, onUndecided: Hope} | spec.analysis.onUndecided is Hope: write Promote or Pause",
      })
  void whatCannotBeUsedIsNamedWithAWayOut(String analysis, String sentence) {
    assertThatThrownBy(() -> read(analysis)).isInstanceOf(InvalidSpec.class).hasMessage(sentence);
  }

  @Test
  void whoCountsAndHowLongRequestsTakeCanBeChosen() throws InvalidSpec {
    Comparison comparison = read("{requests: {source: Traefik, latency: None}}").comparison().get();

    assertThat(comparison.source()).isEqualTo(Source.Traefik);
    assertThat(comparison.latency()).isEqualTo(new Latency.Ignored());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sum(a{pod=~'$(pods)'})",
        "sum(a{pod=~\"$(pods)\"})",
        "rate(a{pod=~\"$(pods)\"}[1m])",
        "a{pod=~\"$(pods)\"}[1m]",
        "a{pod=~\"$(pods)\"} offset 5m",
        "a{pod=~\"$(pods)\"} or b{pod=~\"$(pods)\"}",
        "a{pod=~\"$(pods)\"} + 1",
        "{pod=~\"$(pods)\"}",
        "a_$(hash)",
        "a",
        "a{pod=~\"$(pods)\" code=\"5\"}",
        "a{pod=~\"$(pods)\\\"}",
        "a{$(pods)=\"b\"}",
      })
  void whatIsNoSelectorIsNamedWithAWayOut(String text) {
    assertThatThrownBy(() -> CounterSelector.read("total", text))
        .hasMessage(
            "total is %s: write a selector such as shop_requests_total{pod=~\"$(pods)\"}: its raw samples are read, so no function may stand around it",
            text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "shop_requests_total{pod=~\"$(pods)\"}",
        "shop_requests_total{pod=~\"$(pods)\", code=~\"5..\"}",
        " shop:requests:total { service = \"$(service)\", code !~ \"[245]..\", } ",
        "a{b=\"a \\\"quoted\\\" } or\", hash=\"$(hash)\",namespace=\"$(namespace)\"}",
      })
  void aSelectorIsTakenAsItIsWritten(String text) throws InvalidSpec {
    assertThat(CounterSelector.read("total", text)).isEqualTo(text);
  }

  @Test
  void placeholdersOfASelectorAreFilledInUnlessOneHasNoValue() {
    String text = "a{pod=~\"$(pods)\", hash!=\"$(hash)\", rollout=\"$(rollout)\"}";

    assertThat(
            CounterSelector.filled(
                text, Map.of("pods", "a[.]1|b", "hash", "h", "rollout", "r", "service", "s")))
        .contains("a{pod=~\"a[.]1|b\", hash!=\"h\", rollout=\"r\"}");
    assertThat(CounterSelector.filled(text, Map.of("pods", "", "hash", "h", "rollout", "r")))
        .isEmpty();
  }

  @Test
  void theCountersOfTheUserAreTaken() throws InvalidSpec {
    String total = "a{pod=~\"$(pods)\"}";
    String failed = "b{pod=~\"$(pods)\"}";
    Comparison comparison =
        read("{requests: {source: Counters, counters: {total: '%s', failed: '%s'}}}"
                .formatted(total, failed))
            .comparison()
            .get();

    assertThat(comparison.source()).isEqualTo(Source.Counters);
    assertThat(comparison.counters()).contains(new OwnCounters(total, failed));
  }

  /** A gateway tells versions apart behind routes that name the Service of each. */
  @ParameterizedTest
  @CsvSource({
    "HTTPRoute, Traefik Envoy Istio",
    "GRPCRoute, Istio",
    "IngressRoute, Traefik",
    "TraefikService, Traefik",
    "Ingress, IngressNginx",
  })
  void aGatewayIsAskedOnlyWhereItTellsVersionsApart(String kind, String gateways)
      throws InvalidSpec {
    String rollout = Shop.ROLLOUT.replace("HTTPRoute", kind);
    List<String> fit = List.of(gateways.split(" "));

    assertThat(read(rollout, "{requests: {}}").comparison().orElseThrow().gateways())
        .extracting(Source::name)
        .isEqualTo(fit);
    for (Source source : GATEWAYS) {
      String written = "{requests: {source: %s}}".formatted(source);
      if (fit.contains(source.name())) {
        assertThat(read(rollout, written).comparison().map(Comparison::source)).contains(source);
      } else {
        assertThatThrownBy(() -> read(rollout, written))
            .hasMessageStartingWith(
                "spec.analysis.requests.source is %s, which tells versions".formatted(source))
            .hasMessageEndingWith("alone: name one in spec.traffic.routes, or write Auto");
      }
    }
  }

  @Test
  void twoVersionsThatNeverBothHaveTrafficAreNotCompared() {
    String blueGreen = Shop.ROLLOUT.replaceAll("strategy: .*", "strategy: {blueGreen: {}}");

    assertThat(blueGreen).contains("blueGreen");
    assertThatThrownBy(() -> read(blueGreen, "{requests: {}}"))
        .hasMessageStartingWith("spec.analysis.requests compares two versions that both have");
  }

  private static Analysis read(String analysis) throws InvalidSpec {
    return read(Shop.ROLLOUT, analysis);
  }

  private static Analysis read(String rollout, String analysis) throws InvalidSpec {
    String text = rollout.replace("spec:", "spec:\n  analysis: " + analysis);
    return SpecReader.read(Yaml.object(Rollout.class, text)).analysis();
  }
}
