package dev.mulkko.e2e;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import java.util.Locale;
import java.util.stream.Stream;

/** With or without the product's admission policies: everything works both ways. */
public enum Policies {
  /** All that this Kubernetes serves: the mutating ones from 1.36 on. */
  SERVED,
  NONE;

  private static final String API = "admissionregistration.k8s.io/v1";

  /** What a whole run is made with: {@code -Dmulkko.policies=none} or, by default, served. */
  public static Policies chosen() {
    return valueOf(System.getProperty("mulkko.policies", SERVED.name()).toUpperCase(Locale.ROOT));
  }

  /** Returns when they are in force, or no more. */
  void set(KubernetesClient client) {
    objects(client)
        .forEach(
            object -> {
              if (this == SERVED) {
                client.resource(object).createOr(NonDeletingOperation::update);
              } else {
                client.resource(object).delete();
              }
            });
    try (PolicyProbe probe = PolicyProbe.of(client)) {
      probe.await(this == SERVED, servesMutating(client));
    }
  }

  private static Stream<HasMetadata> objects(KubernetesClient client) {
    return Product.of(client)
        .filter(object -> object.getApiVersion().startsWith("admissionregistration.k8s.io/"));
  }

  static boolean servesMutating(KubernetesClient client) {
    return client.supports(API, "MutatingAdmissionPolicy");
  }
}
