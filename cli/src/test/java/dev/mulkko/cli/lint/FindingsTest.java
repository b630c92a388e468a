package dev.mulkko.cli.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FindingsTest {

  private static final String ROLLOUT =
      """
      apiVersion: mulkko.dev/v1beta1
      kind: Rollout
      metadata: {name: shop}
      spec:
        workloadRef: {name: shop}
        traffic: {service: shop, routes: [{kind: HTTPRoute, name: shop}]}
        strategy:
          canary:
            steps:
            - setWeight: 5
      """;

  @Test
  void aGoodRolloutIsOneCheckedObject() {
    assertThat(Findings.of(Map.of("a.yaml", ROLLOUT)))
        .isEqualTo(new Findings(1, List.of(), List.of()));
  }

  @Test
  void allFaultsOfAnObjectAreFoundAtOnceWithTheirLines() {
    String text =
        ROLLOUT
            .replace("setWeight: 5", "setWeight: five")
            .replace("name: shop}\n  traffic", "nane: shop}\n  traffic");
    assertThat(sentences(Map.of("a.yaml", text)))
        .containsExactly(
            "a.yaml:5: Rollout shop: spec.workloadRef.name is missing: write it",
            "a.yaml:5: Rollout shop: spec.workloadRef.nane is not a field: write name",
            "a.yaml:10: Rollout shop: spec.strategy.canary.steps[0].setWeight is \"five\", but must be a whole number");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "Deny | shop:v2 | Deployment shop: image tag: v2 does not end with the time at which it was built | -",
        "Deny | shop | Deployment shop: the pod template does not say its version | -",
        "Deny | shop:PAY-1-shop-20261124093000 | - | -",
        "Warn | shop:v2 | - | Deployment shop: image tag: v2 does not end with the time at which it was built",
        "Warn | shop:PAY-1-shop-20261124093000 | - | -",
        "Ignore | shop:v2 | - | -",
      })
  void aVersionWithoutANameIsAProblemOrAdvice(
      String policy, String image, @Nullable String problem, @Nullable String advice) {
    Findings findings =
        Findings.of(
            Map.of(
                "a.yaml",
                ROLLOUT.replace("  strategy:", "  version: {policy: " + policy + "}\n  strategy:"),
                "b.yaml",
                """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: shop}
                spec:
                  replicas: 3
                  selector: {matchLabels: {app: shop}}
                  template:
                    metadata: {labels: {app: shop}}
                    spec: {containers: [{name: app, image: "IMAGE"}]}
                """
                    .replace("IMAGE", image)));
    assertThat(naming(findings.problems(), problem)).isEqualTo(problem != null);
    assertThat(naming(findings.advice(), advice)).isEqualTo(advice != null);
  }

  /** Whether it is said, or, when nothing is to be, whether anything of versions is. */
  private static boolean naming(List<Problem> said, @Nullable String sentence) {
    return said.stream()
        .map(Problem::text)
        .anyMatch(text -> text.contains(sentence == null ? "version" : sentence));
  }

  @Test
  void whatIsNotYamlIsAProblemOfItsLineAndWhatCameBeforeIsChecked() {
    assertThat(
            sentences(
                Map.of("a.yaml", ROLLOUT.replace("setWeight: 5", "wait: 5") + "---\n{{ if }}\n")))
        .hasSize(2)
        .first()
        .asString()
        .startsWith("a.yaml:10:");
    assertThat(sentences(Map.of("a.yaml", ROLLOUT + "---\n{{ if }}\n")))
        .singleElement()
        .asString()
        .startsWith("a.yaml:11: is not YAML here");
  }

  @Test
  void theObjectsOfSeveralFilesBelongTogether() {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("rollout.yaml", ROLLOUT);
    files.put(
        "service.yaml",
        """
        apiVersion: v1
        kind: Service
        metadata: {name: shop}
        spec: {type: ExternalName, externalName: example.com}
        """);
    assertThat(sentences(files))
        .containsExactly(
            "rollout.yaml:1: Rollout shop: Service shop has spec.type ExternalName: name in"
                + " spec.traffic.service the Service that selects the pods");
  }

  @Test
  void anotherVersionOrGroupIsToldApart() {
    assertThat(sentences(Map.of("a.yaml", ROLLOUT.replace("v1beta1", "v1alpha1"))))
        .containsExactly(
            "a.yaml:1: Rollout shop: apiVersion is mulkko.dev/v1alpha1: write mulkko.dev/v1beta1");
    assertThat(
            Findings.of(Map.of("a.yaml", ROLLOUT.replace("mulkko.dev", "argoproj.io"))).checked())
        .isZero();
  }

  @Test
  void aListIsWhatIsInIt() {
    String list =
        "apiVersion: v1\nkind: List\nitems:\n"
            + ROLLOUT
                .replace("setWeight: 5", "setWeight: 500")
                .indent(2)
                .replaceFirst("  api", "- api");
    assertThat(sentences(Map.of("a.yaml", list)))
        .containsExactly(
            "a.yaml:13: Rollout shop: spec.strategy.canary.steps[0].setWeight is 500: write at most 100");
  }

  private static final String PROVIDER =
      """
      apiVersion: mulkko.dev/v1beta1
      kind: MetricProvider
      metadata: {name: prometheus}
      spec:
        address: http://prometheus:9090
        queries:
        - {name: p99, query: 'p99{pod=~"$(pods)", job="$(args.job)"}', args: [{name: job}], max: 0.8}
      """;

  private static final String DEPLOYMENT =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: shop}
      spec:
        selector: {matchLabels: {app: shop}}
        template: {metadata: {labels: {app: shop}}, spec: {containers: [{name: app, image: a}]}}
      """;

  private static Map<String, String> used(String metric, String provider) {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("rollout.yaml", ROLLOUT + "  analysis: {metrics: [{%s}]}\n".formatted(metric));
    files.put("deployment.yaml", DEPLOYMENT);
    files.put("provider.yaml", provider);
    return files;
  }

  private static List<String> aboutMetrics(Map<String, String> files) {
    assertThat(sentences(files)).isEmpty();
    return Findings.of(files).advice().stream()
        .map(Problem::text)
        .filter(text -> text.contains("will hold every step"))
        .toList();
  }

  /** A rollout would stand still, not be refused: it is advice. */
  @Test
  void aQueryOfAProviderIsLookedUpWhereItStandsBesideTheRollout() {
    assertThat(aboutMetrics(used("use: prometheus/p99, args: {job: a}", PROVIDER))).isEmpty();
    assertThat(aboutMetrics(used("use: prometheus/p98", PROVIDER)))
        .containsExactly(
            "rollout.yaml:1: Rollout shop: spec.analysis.metrics: p98 will hold every step:"
                + " MetricProvider prometheus has no query p98: write prometheus/p99");
    assertThat(aboutMetrics(used("use: prometheus/p99", PROVIDER)))
        .singleElement()
        .asString()
        .endsWith("needs args.job: give it a value");
  }

  /** It may be in another file, or in the cluster. */
  @Test
  void aProviderThatIsNotWrittenIsNotMissed() {
    assertThat(aboutMetrics(used("use: grafana/p99", PROVIDER))).isEmpty();
    assertThat(aboutMetrics(used("use: prometheus/p99", "# none"))).isEmpty();
    assertThat(aboutMetrics(used("name: a, query: up, max: 1, provider: grafana", PROVIDER)))
        .isEmpty();
  }

  @Test
  void whatIsWrongWithAProviderIsItsOwnProblem() {
    String bare = PROVIDER.replace("job=\"$(args.job)\"", "job=$(args.job)");
    assertThat(sentences(used("use: prometheus/p99, args: {job: a}", bare)))
        .containsExactly(
            "provider.yaml:7: MetricProvider prometheus: spec.queries[0] has $(args.job) outside"
                + " of quotes: write it as the value of a label");
  }

  private static List<String> sentences(Map<String, String> files) {
    return Findings.of(files).problems().stream().map(Problem::text).toList();
  }
}
