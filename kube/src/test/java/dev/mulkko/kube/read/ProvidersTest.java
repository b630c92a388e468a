package dev.mulkko.kube.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.mulkko.api.v1beta1.MetricProvider;
import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.engine.model.Ask;
import dev.mulkko.engine.model.Limit;
import dev.mulkko.engine.model.Metric;
import dev.mulkko.kube.golden.Shop;
import dev.mulkko.kube.golden.Yaml;
import dev.mulkko.kube.read.SpecReader.InvalidSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProvidersTest {

  private static final String PROMETHEUS =
      """
      apiVersion: mulkko.dev/v1beta1
      kind: MetricProvider
      metadata: {name: prometheus}
      spec:
        address: http://prometheus.monitoring:9090
        minInterval: 1m
        queries:
          - name: p99
            query: 'p99{pod=~"$(pods)", job="$(args.job)", env="$(args.env)"}'
            args: [{name: job}, {name: env, default: prod}]
            max: 0.8
            interval: 90s
          - {name: free, query: 'up{pod=~"$(pods)"}'}
          - {name: all, query: up, max: 1}
          - {name: bare, query: 'up{job=$(args.job)}', args: [{name: job}], max: 1}
          - {name: often, query: up, max: 1, interval: 500ms}
          - {name: odd, query: 'up{job="$(args.jop)"}', args: [{name: job, default: a}], max: 1}
      """;

  private static final String STRICT =
      """
      apiVersion: mulkko.dev/v1beta1
      kind: MetricProvider
      metadata: {name: default}
      spec: {address: 'http://other:9090', ownQueries: Refused, queries: [{name: errors, query: up}]}
      """;

  @Test
  void aQueryOfAProviderIsUsedWithItsOwnLimitsAndPace() throws InvalidSpec {
    Metric metric = read("use: prometheus/p99, args: {job: shop}");
    assertThat(metric.name()).isEqualTo("p99");
    assertThat(metric.ask())
        .isEqualTo(
            new Ask.Query(
                "prometheus",
                "p99{pod=~\"$(pods)\", job=\"$(args.job)\", env=\"$(args.env)\"}",
                Map.of("job", "shop", "env", "prod"),
                true));
    assertThat(metric.limit()).isEqualTo(Limit.max(0.8));
    assertThat(metric.interval()).isEqualTo(Duration.ofSeconds(90));
  }

  @Test
  void whatTheRolloutSaysGoesBefore() throws InvalidSpec {
    Metric metric =
        read(
            "name: slow, use: prometheus/p99, args: {job: shop, env: dev}, min: 0.1, interval: 2m,"
                + " count: 3");
    assertThat(metric.name()).isEqualTo("slow");
    assertThat(metric.limit()).isEqualTo(Limit.min(0.1));
    assertThat(metric.interval()).isEqualTo(Duration.ofMinutes(2));
    assertThat(metric.count()).isEqualTo(3);
    assertThat(metric.ask())
        .isInstanceOfSatisfying(
            Ask.Query.class, query -> assertThat(query.args()).containsEntry("env", "dev"));
  }

  @Test
  void nobodyAsksMoreOftenThanTheProviderAllows() throws InvalidSpec {
    assertThat(read("name: a, query: up, provider: prometheus, max: 1, interval: 5s").interval())
        .isEqualTo(Duration.ofMinutes(1));
    assertThat(read("use: prometheus/all, interval: 5s").interval())
        .isEqualTo(Duration.ofMinutes(1));
    String usual = PROMETHEUS.replace("name: prometheus", "name: default");
    assertThat(read("name: a, query: up, max: 1, interval: 5s", usual).interval())
        .isEqualTo(Duration.ofMinutes(1));
    assertThat(Providers.of(List.of()).pace(new Ask.Query("x", "up", Map.of(), false))).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "use: grafana/p99 | there is no MetricProvider grafana: write one of prometheus",
        "use: prometheus/p98 | MetricProvider prometheus has no query p98: write prometheus/p99,"
            + " prometheus/free, prometheus/all, prometheus/bare, prometheus/often, prometheus/odd",
        "use: prometheus/p99 | query p99 of MetricProvider prometheus needs args.job: give it a"
            + " value",
        "use: prometheus/p99, args: {job: a, jop: b} | query p99 of MetricProvider prometheus has"
            + " no args.jop: it has env, job",
        "use: prometheus/all, args: {job: a} | query all of MetricProvider prometheus has no"
            + " args.job: leave args out",
        "use: prometheus/free | the query of MetricProvider prometheus has no limit: write min, max"
            + " or compare",
        "use: prometheus/all, compare: {factor: 2} | compare asks the query of MetricProvider"
            + " prometheus for both versions, and"
            + " it is the same for both: write $(pods) or $(hash) in it",
        "use: prometheus/bare, args: {job: a} | query bare of MetricProvider prometheus has"
            + " $(args.job) outside of quotes: write it as the value of a label",
        "use: prometheus/often | query often of MetricProvider prometheus has interval 500ms: write"
            + " at least 1s",
        "use: prometheus/odd | query odd of MetricProvider prometheus has $(args.jop), which is no"
            + " placeholder and none of its args",
        "name: a, query: up, max: 1, provider: grafana | there is no MetricProvider grafana: write"
            + " one of prometheus",
      })
  void whatCannotBeAskedStopsNoOtherPartOfTheRollout(String metric, String why) throws InvalidSpec {
    assertThat(read(metric).ask()).isEqualTo(new Ask.Nothing(why));
  }

  @Test
  void anArgumentIsNoNovel() throws InvalidSpec {
    assertThat(read("use: prometheus/p99, args: {job: %s}".formatted("x".repeat(256))).ask())
        .isInstanceOf(Ask.Query.class);
    assertThat(read("use: prometheus/p99, args: {job: %s}".formatted("x".repeat(257))).ask())
        .isEqualTo(new Ask.Nothing("args.job has 257 characters: write at most 256"));
  }

  @Test
  void anAdministratorMayRefuseQueriesOfRollouts() throws InvalidSpec {
    String own = "name: a, query: up, max: 1";
    assertThat(read(own, PROMETHEUS, STRICT).ask())
        .isEqualTo(
            new Ask.Nothing(
                "MetricProvider default takes no queries of Rollouts: write use: with"
                    + " default/errors"));
    assertThat(read(own + ", provider: prometheus", PROMETHEUS, STRICT).ask())
        .isEqualTo(new Ask.Query("prometheus", "up", Map.of(), false));
    assertThat(read(own, PROMETHEUS).ask()).isEqualTo(new Ask.Query("", "up", Map.of(), false));
  }

  @Test
  void aLimitMayMoveWithStable() throws InvalidSpec {
    String metric = "name: a, query: 'up{pod=~\"$(pods)\"}', compare: {%s}";
    assertThat(read(metric.formatted("to: Stable, factor: 1.3")).limit())
        .isEqualTo(new Limit(null, null, new Limit.Beside(1.3, false, null)));
    assertThat(read(metric.formatted("factor: 0.8, worse: Lower, harmless: 0.9")).limit())
        .isEqualTo(new Limit(null, null, new Limit.Beside(0.8, true, 0.9)));
    assertThat(read(metric.formatted("factor: 1")).limit())
        .isEqualTo(new Limit(null, null, new Limit.Beside(1, false, null)));
    assertThat(read(metric.formatted("factor: 1, worse: Lower")).limit())
        .isEqualTo(new Limit(null, null, new Limit.Beside(1, true, null)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "compare: {factor: 0.9} | compare.factor is 0.9: write at least 1, such as 1.3",
        "compare: {factor: 1.1, worse: Lower} | compare.factor is 1.1: write more than 0 and at most"
            + " 1, such as 0.8",
        "compare: {factor: 0, worse: Lower} | compare.factor is 0.0: write more than 0 and at most"
            + " 1, such as 0.8",
        "compare: {factor: 2, worse: Bigger} | compare.worse is Bigger: write Higher or Lower",
        "compare: {factor: 2, to: Canary} | compare.to is Canary: write Stable",
      })
  void anImpossibleComparisonIsRefused(String compare, String sentence) {
    assertThatThrownBy(() -> read("name: a, query: 'up{pod=~\"$(pods)\"}', " + compare))
        .hasMessage("spec.analysis.metrics[0]." + sentence);
  }

  @Test
  void theSmallestResultIsNotAboveTheGreatest() throws InvalidSpec {
    assertThat(read("name: a, query: up, min: 0.5, max: 0.5").limit())
        .isEqualTo(new Limit(0.5, 0.5, null));
    assertThatThrownBy(() -> read("name: a, query: up, min: 0.6, max: 0.5"))
        .hasMessage("spec.analysis.metrics[0].min is above max (0.6 > 0.5): no result could pass");
  }

  @Test
  void eitherAQueryOrOneThatIsThere() {
    assertThatThrownBy(() -> read("name: a, query: up, use: prometheus/all, max: 1"))
        .hasMessage("spec.analysis.metrics[0] has query and use: leave one out");
    assertThatThrownBy(() -> read("name: a, max: 1"))
        .hasMessage("spec.analysis.metrics[0].query is missing: write a PromQL query, or use");
    assertThatThrownBy(() -> read("query: up, max: 1"))
        .hasMessage("spec.analysis.metrics[0].name is missing: write a name such as p99");
  }

  @Test
  void podsMayUseAShareOfTheirLimits() throws InvalidSpec {
    String rollout =
        Shop.ROLLOUT.replace(
            "  strategy:", "  analysis: {pods: {memory: 90%, cpu: 100%}}\n  strategy:");
    assertThat(SpecReader.read(Yaml.object(Rollout.class, rollout)).analysis().metrics())
        .extracting(Metric::name, Metric::ask, Metric::limit)
        .containsExactly(
            tuple("memory", new Ask.Share(Ask.Resource.Memory), Limit.max(0.9)),
            tuple("cpu", new Ask.Share(Ask.Resource.Cpu), Limit.max(1.0)));
  }

  private static Metric read(String metric) throws InvalidSpec {
    return read(metric, PROMETHEUS);
  }

  private static Metric read(String metric, String... providers) throws InvalidSpec {
    String rollout =
        Shop.ROLLOUT.replace(
            "  strategy:", "  analysis: {metrics: [{%s}]}\n  strategy:".formatted(metric));
    List<MetricProvider> all =
        List.of(providers).stream().map(text -> Yaml.object(MetricProvider.class, text)).toList();
    return SpecReader.read(Yaml.object(Rollout.class, rollout), Providers.of(all))
        .analysis()
        .metrics()
        .getFirst();
  }
}
