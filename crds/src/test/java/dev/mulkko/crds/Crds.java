package dev.mulkko.crds;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The CRDs in git. */
final class Crds {
  static final Path GENERATED = Path.of("generated");

  private Crds() {}

  /** Creates them, waits until the API server serves them, and says what was installed. */
  static List<CustomResourceDefinition> install(KubernetesClient client) {
    KubernetesSerialization serialization = client.getKubernetesSerialization();
    List<CustomResourceDefinition> crds =
        Yaml.textsIn(GENERATED).values().stream()
            .map(text -> serialization.unmarshal(text, CustomResourceDefinition.class))
            .toList();
    crds.forEach(crd -> client.resource(crd).createOr(NonDeletingOperation::update));
    crds.forEach(
        crd -> client.resource(crd).waitUntilCondition(Crds::established, 30, TimeUnit.SECONDS));
    return crds;
  }

  private static boolean established(CustomResourceDefinition crd) {
    return crd != null
        && crd.getStatus() != null
        && crd.getStatus().getConditions().stream()
            .anyMatch(c -> c.getType().equals("Established") && c.getStatus().equals("True"));
  }
}
