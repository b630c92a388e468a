package dev.mulkko.helm;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the chart makes of the values in {@code ci}. */
final class ChartTest {

  private static final Path CI = Path.of("mulkko/ci");
  private static final Path GOLDEN = Path.of("src/test/resources/golden");

  static List<String> settings() throws IOException {
    try (Stream<Path> files = Files.list(CI)) {
      return files
          .map(file -> file.getFileName().toString().replace("-values.yaml", ""))
          .sorted()
          .toList();
    }
  }

  @Test
  void helmHasNothingToSay() {
    assertThat(Rendered.CHART.lint()).isEmpty();
  }

  /** Write it anew with {@code -Dgolden.write=true}, and read the difference. */
  @ParameterizedTest
  @MethodSource("settings")
  void itMakesWhatWasReviewed(String setting) throws IOException {
    String made = rendered("1.36.3", setting).ownPart();
    Path golden = GOLDEN.resolve(setting + ".yaml");
    if (Boolean.getBoolean("golden.write")) {
      Files.writeString(golden, made);
    }
    assertThat(made).isEqualTo(Files.readString(golden));
  }

  @Test
  void everyGoldenFileIsOfASetting() throws IOException {
    try (Stream<Path> files = Files.list(GOLDEN)) {
      assertThat(files.map(file -> file.getFileName().toString().replace(".yaml", "")))
          .containsExactlyInAnyOrderElementsOf(settings());
    }
  }

  @Test
  void crdsAndPoliciesAreThoseOfTheRepositoryButForLabelsAndAnnotations() throws IOException {
    Map<String, Object> installed = specs(rendered("1.36.3", "default").objects());
    Map<String, Object> committed = new HashMap<>();
    for (Path folder : List.of(Path.of("../crds/generated"), Path.of("../crds/policy"))) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.toList()) {
          committed.putAll(specs(Rendered.parsed(Files.readString(file))));
        }
      }
    }
    assertThat(committed).hasSize(6 + 2 * 13);
    assertThat(installed).containsAllEntriesOf(committed);
  }

  private static Map<String, Object> specs(List<Map<String, Object>> objects) {
    return objects.stream()
        .filter(object -> object.containsKey("spec"))
        .collect(
            toMap(
                object -> object.get("kind") + " " + Rendered.at(object, "metadata/name"),
                object -> object.get("spec")));
  }

  @ParameterizedTest
  @CsvSource({
    "1.32.0, default, 0, 8, Paused",
    "1.35.9, default, 0, 8, Paused",
    "1.36.0, default, 5, 8, Unpaused",
    "1.37.1, default, 5, 8, Unpaused",
    "1.36.3, smallest, 0, 0, Paused"
  })
  void thePoliciesAreThoseThatTheClusterServesAndTheOperatorKnowsIt(
      String kubernetes, String setting, int mutating, int validating, String atRest)
      throws IOException {
    Rendered rendered = rendered(kubernetes, setting);
    assertThat(rendered.objects("MutatingAdmissionPolicy")).hasSize(mutating);
    assertThat(rendered.objects("MutatingAdmissionPolicyBinding")).hasSize(mutating);
    assertThat(rendered.objects("ValidatingAdmissionPolicy")).hasSize(validating);
    assertThat(rendered.objects("ValidatingAdmissionPolicyBinding")).hasSize(validating);
    assertThat(Environment.of(rendered)).containsEntry("MULKKO_AT_REST", atRest);
  }

  @Test
  void aPolicyWithoutItsCrdRefusesNothing() throws IOException {
    Rendered rendered = rendered("1.36.3", "default");
    assertThat(
            Stream.of("MutatingAdmissionPolicy", "ValidatingAdmissionPolicy")
                .flatMap(kind -> rendered.objects(kind).stream()))
        .hasSize(13)
        .allSatisfy(
            policy -> assertThat(Rendered.at(policy, "spec/failurePolicy")).isEqualTo("Ignore"));
  }

  @Test
  void crdsOutliveTheReleaseUnlessOneSaysOtherwise() {
    String keep = "metadata/annotations";
    assertThat(Rendered.of("1.36.3", "").objects("CustomResourceDefinition"))
        .hasSize(6)
        .allSatisfy(
            crd ->
                assertThat(Rendered.at(crd, keep))
                    .isEqualTo(Map.of("helm.sh/resource-policy", "keep")));
    assertThat(Rendered.of("1.36.3", "crds: {keep: false}").objects("CustomResourceDefinition"))
        .hasSize(6)
        .allSatisfy(crd -> assertThat(Rendered.at(crd, keep)).isEqualTo(""));
    assertThat(Rendered.of("1.36.3", "crds: {enabled: false}").objects("CustomResourceDefinition"))
        .isEmpty();
  }

  @Test
  void dashboardsAreInstalledAsTheyAre() throws IOException {
    Map<String, Object> installed = new HashMap<>();
    Rendered.of("1.36.3", "grafana: {dashboards: {enabled: true}}").objects("ConfigMap").stream()
        .map(map -> Rendered.map(Rendered.at(map, "data")))
        .forEach(installed::putAll);
    Map<String, Object> committed = new HashMap<>();
    try (Stream<Path> files = Files.list(Path.of("mulkko/dashboards"))) {
      for (Path file : files.toList()) {
        committed.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    assertThat(installed).isEqualTo(committed).hasSize(3);
    assertThat(Rendered.of("1.36.3", "").objects("ConfigMap")).isEmpty();
  }

  @Test
  void theNotesHaveTheNextThreeCommandsAndWarnOfWhatIsUnsafe() {
    assertThat(Rendered.CHART.notes(Rendered.release("1.36.3", "")))
        .contains("1. Wait", "kubectl -n mulkko-system rollout status deployment/mulkko")
        .contains("2. Attach", "kubectl apply -f -", "3. Watch", "kubectl get mro shop -w")
        .contains("watches all namespaces; Deployments are unpaused at rest")
        .doesNotContain("WARNING");
    assertThat(
            Rendered.CHART.notes(
                Rendered.release(
                    "1.34.4",
                    "{scope: Namespaced, watchNamespaces: [a, b], policies: {enabled: false}, detachOnUninstall: {enabled: false}}")))
        .contains("watches a, b; Deployments are paused at rest")
        .contains("WARNING: policies.enabled is false")
        .contains("WARNING: detachOnUninstall.enabled is false");
  }

  private static Rendered rendered(String kubernetes, String setting) throws IOException {
    return Rendered.of(kubernetes, Files.readString(CI.resolve(setting + "-values.yaml")));
  }
}
