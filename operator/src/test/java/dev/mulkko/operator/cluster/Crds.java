package dev.mulkko.operator.cluster;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The CRDs that the jar of the API types carries. */
final class Crds {

  private Crds() {}

  /** Creates them and waits until the API server serves them. */
  static void install(KubernetesClient client) {
    List<CustomResourceDefinition> crds =
        Stream.of("rollouts", "rolloutactions").map(plural -> read(client, plural)).toList();
    crds.forEach(crd -> client.resource(crd).create());
    crds.forEach(
        crd -> client.resource(crd).waitUntilCondition(Crds::established, 30, TimeUnit.SECONDS));
  }

  private static CustomResourceDefinition read(KubernetesClient client, String plural) {
    String path = "/META-INF/mulkko/crds/%s.mulkko.dev.yaml".formatted(plural);
    try (InputStream text = Objects.requireNonNull(Crds.class.getResourceAsStream(path), path)) {
      return client.getKubernetesSerialization().unmarshal(text, CustomResourceDefinition.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean established(CustomResourceDefinition crd) {
    return crd != null
        && crd.getStatus() != null
        && crd.getStatus().getConditions().stream()
            .anyMatch(c -> c.getType().equals("Established") && c.getStatus().equals("True"));
  }
}
