package dev.mulkko.crds;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import java.nio.file.Path;

/** The policy manifest in git. */
final class HoldPolicy {
  static final Path MANIFEST = Path.of("policy", "hold-new-template.yaml");

  private HoldPolicy() {}

  static void install(KubernetesClient client) {
    assumeTrue(
        minor(client) >= 36, "mutating admission policies are stable from Kubernetes 1.36 on");
    for (String document : Yaml.documents(MANIFEST)) {
      GenericKubernetesResource part =
          client.getKubernetesSerialization().unmarshal(document, GenericKubernetesResource.class);
      client.resource(part).createOr(NonDeletingOperation::update);
    }
  }

  private static int minor(KubernetesClient client) {
    return Integer.parseInt(client.getKubernetesVersion().getMinor().replaceAll("[^0-9]", ""));
  }
}
