package dev.mulkko.kube.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.engine.judge.Latency;
import dev.mulkko.engine.judge.Limits;
import dev.mulkko.engine.model.Analysis;
import dev.mulkko.engine.model.Comparison;
import dev.mulkko.engine.model.Comparison.Source;
import dev.mulkko.kube.golden.Shop;
import dev.mulkko.kube.golden.Yaml;
import dev.mulkko.kube.read.SpecReader.InvalidSpec;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparisonReaderTest {

  @Test
  void nothingIsComparedUnlessItIsAskedFor() throws InvalidSpec {
    assertThat(read("{holdFor: 1m, maxFalseRollback: 2%}").comparison()).isEmpty();
  }

  @Test
  void whatIsNotWrittenHasItsDefault() throws InvalidSpec {
    assertThat(read("{requests: {}}").comparison()).contains(Comparison.DEFAULT);
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
        "{requests: {source: Envoy}} | spec.analysis.requests.source is Envoy: write Auto, Pods, Prometheus or Traefik",
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
