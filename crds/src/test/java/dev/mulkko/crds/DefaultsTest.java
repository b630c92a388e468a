package dev.mulkko.crds;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The only two things that an API server adds: whatever else it added would be drift to GitOps. */
@Tag("cluster")
@ExtendWith(ApiServer.class)
class DefaultsTest {
  private static final Path SMALLEST = Path.of("src/test/resources/valid/smallest.yaml");

  private final GenericKubernetesResource written;
  private final GenericKubernetesResource stored;

  DefaultsTest(KubernetesClient client) {
    written =
        client
            .getKubernetesSerialization()
            .unmarshal(Yaml.text(SMALLEST), GenericKubernetesResource.class);
    stored = client.resource(written).inNamespace(Namespaces.create(client)).create();
  }

  @Test
  void aKindThatIsLeftOutIsADeployment() {
    Map<String, Object> workloadRef = stored.get("spec", "workloadRef");
    assertThat(workloadRef).containsEntry("kind", "Deployment");
  }

  @Test
  void aRolloutThatNobodyHasSeenSaysSo() {
    Map<String, Object> status = stored.get("status");
    assertThat(status).containsExactly(Map.entry("observedGeneration", -1));
  }

  @Test
  void nothingElseIsAddedToTheSpec() {
    Map<String, Object> workloadRef = stored.get("spec", "workloadRef");
    workloadRef.remove("kind");
    Map<String, Object> spec = written.get("spec");
    assertThat(stored.<Map<String, Object>>get("spec")).isEqualTo(spec);
  }
}
