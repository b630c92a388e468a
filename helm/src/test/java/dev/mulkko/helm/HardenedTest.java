package dev.mulkko.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Pod Security calls restricted, of everything that runs. */
final class HardenedTest {

  @ParameterizedTest
  @ValueSource(strings = {"Deployment", "Job"})
  void whatRunsIsRestricted(String kind) {
    Map<String, Object> object = Rendered.of("1.36.3", "").objects(kind).getFirst();
    String pod = "spec/template/spec/";
    String container = pod + "containers/0/securityContext/";
    assertThat(Rendered.at(object, pod + "securityContext/runAsNonRoot")).isEqualTo(true);
    assertThat(Rendered.at(object, pod + "securityContext/seccompProfile/type"))
        .isEqualTo("RuntimeDefault");
    assertThat(Rendered.at(object, container + "allowPrivilegeEscalation")).isEqualTo(false);
    assertThat(Rendered.at(object, container + "readOnlyRootFilesystem")).isEqualTo(true);
    assertThat(Rendered.at(object, container + "capabilities/drop")).isEqualTo(List.of("ALL"));
    assertThat(Rendered.at(object, pod + "automountServiceAccountToken")).isEqualTo(false);
    assertThat(Rendered.at(object, pod + "enableServiceLinks")).isEqualTo(false);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Deployment", "Job"})
  void theNetworkPolicyIsOfAllThatRuns(String kind) {
    Rendered rendered = Rendered.of("1.36.3", "");
    String selector = "spec/podSelector/matchLabels";
    assertThat(labels(rendered, kind))
        .containsAllEntriesOf(at(rendered, "NetworkPolicy", selector));
  }

  /** A pod of the Job would be counted, and its end be a disruption. */
  @ParameterizedTest
  @ValueSource(strings = {"Deployment", "PodDisruptionBudget"})
  void noOtherSelectorFindsThePodBeforeAnUninstall(String kind) {
    Rendered rendered = Rendered.of("1.36.3", "");
    Map<String, Object> selected = at(rendered, kind, "spec/selector/matchLabels");
    assertThat(labels(rendered, "Deployment")).containsAllEntriesOf(selected);
    assertThat(labels(rendered, "Job").entrySet().containsAll(selected.entrySet())).isFalse();
  }

  private static Map<String, Object> labels(Rendered rendered, String kind) {
    return at(rendered, kind, "spec/template/metadata/labels");
  }

  private static Map<String, Object> at(Rendered rendered, String kind, String path) {
    return Rendered.map(Rendered.at(rendered.objects(kind).getFirst(), path));
  }
}
