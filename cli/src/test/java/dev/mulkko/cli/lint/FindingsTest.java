package dev.mulkko.cli.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

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

  private static List<String> sentences(Map<String, String> files) {
    return Findings.of(files).problems().stream().map(Problem::text).toList();
  }
}
