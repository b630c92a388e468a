package dev.mulkko.crds;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;

/**
 * A namespace for each test. It is never deleted: on a bare API server nothing finishes a deletion.
 */
final class Namespaces {
  private Namespaces() {}

  static String create(KubernetesClient client) {
    return client
        .resource(
            new NamespaceBuilder()
                .withNewMetadata()
                .withGenerateName("test-")
                .endMetadata()
                .build())
        .create()
        .getMetadata()
        .getName();
  }
}
