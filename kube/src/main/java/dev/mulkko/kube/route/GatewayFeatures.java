package dev.mulkko.kube.route;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mulkko.kube.Json;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What those who serve a route say that they can do. */
final class GatewayFeatures {

  private GatewayFeatures() {}

  /**
   * One of those who serve a route.
   *
   * @param who for sentences: {@code GatewayClass contour}
   * @param features by their names; empty when it says nothing of itself
   */
  record Says(String who, Optional<Set<String>> features) {}

  /**
   * All parents of a route.
   *
   * @param known Gateways and GatewayClasses, as far as they could be read; null when nobody tried
   * @return none when nobody tried
   */
  static List<Says> of(JsonNode route, @Nullable List<GenericKubernetesResource> known) {
    if (known == null) {
      return List.of();
    }
    String namespace = route.path("metadata").path("namespace").asText();
    return route
        .path("spec")
        .path("parentRefs")
        .valueStream()
        .map(parent -> says(parent, namespace, known))
        .distinct()
        .toList();
  }

  private static Says says(
      JsonNode parent, String namespace, List<GenericKubernetesResource> known) {
    String kind = parent.path("kind").asText("Gateway");
    String name = parent.path("name").asText();
    String in = parent.path("namespace").asText(namespace);
    Optional<String> className =
        known.stream()
            .filter(one -> one.getKind().equals("Gateway") && kind.equals("Gateway"))
            .filter(one -> one.getMetadata().getName().equals(name))
            .filter(one -> one.getMetadata().getNamespace().equals(in))
            .map(one -> Json.tree(one).path("spec").path("gatewayClassName").asText())
            .findFirst();
    return className
        .map(one -> new Says("GatewayClass " + one, features(one, known)))
        .orElseGet(() -> new Says(kind + " " + name, Optional.empty()));
  }

  /** A list of none is that of one who does not keep such a list. */
  private static Optional<Set<String>> features(
      String className, List<GenericKubernetesResource> known) {
    return known.stream()
        .filter(one -> one.getKind().equals("GatewayClass"))
        .filter(one -> one.getMetadata().getName().equals(className))
        .map(one -> Json.tree(one).path("status").path("supportedFeatures"))
        .filter(features -> !features.isEmpty())
        .findFirst()
        .map(
            features ->
                features
                    .valueStream()
                    .map(GatewayFeatures::name)
                    .collect(Collectors.toUnmodifiableSet()));
  }

  /** Before release 1.3 of the Gateway API a feature was its name alone. */
  private static String name(JsonNode feature) {
    return feature.isTextual() ? feature.asText() : feature.path("name").asText();
  }
}
