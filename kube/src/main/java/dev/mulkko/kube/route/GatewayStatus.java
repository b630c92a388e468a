package dev.mulkko.kube.route;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * What the data plane says of a Gateway API route. Weight is in force only where every parent has
 * accepted, and resolved the references of, the generation that carries it.
 */
final class GatewayStatus {

  private GatewayStatus() {}

  /** Why the route is not known to be in force; empty when it is. */
  static Optional<String> unverified(JsonNode route) {
    long generation = route.path("metadata").path("generation").asLong();
    JsonNode parents = route.path("spec").path("parentRefs");
    if (parents.isEmpty()) {
      return Optional.of("it has no parentRefs, so no Gateway serves it");
    }
    for (JsonNode parent : parents) {
      Optional<String> problem = problem(route, parent, generation);
      if (problem.isPresent()) {
        return problem;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> problem(JsonNode route, JsonNode parent, long generation) {
    String gateway = parent.path("name").asText();
    for (JsonNode status : route.path("status").path("parents")) {
      if (same(route, parent, status.path("parentRef"))) {
        return condition(status, "Accepted", gateway, generation)
            .or(() -> condition(status, "ResolvedRefs", gateway, generation));
      }
    }
    return Optional.of("Gateway %s says nothing of it yet".formatted(gateway));
  }

  private static Optional<String> condition(
      JsonNode status, String type, String gateway, long generation) {
    for (JsonNode condition : status.path("conditions")) {
      if (condition.path("type").asText().equals(type)) {
        if (condition.path("observedGeneration").asLong() < generation) {
          return Optional.of(
              "generation %d is not yet seen by Gateway %s".formatted(generation, gateway));
        }
        return condition.path("status").asText().equals("True")
            ? Optional.empty()
            : Optional.of(
                "Gateway %s says %s is %s (%s)"
                    .formatted(
                        gateway,
                        type,
                        condition.path("status").asText(),
                        condition.path("message").asText()));
      }
    }
    return Optional.of("Gateway %s has no condition %s yet".formatted(gateway, type));
  }

  private static boolean same(JsonNode route, JsonNode wanted, JsonNode found) {
    String namespace = route.path("metadata").path("namespace").asText();
    return wanted.path("name").asText().equals(found.path("name").asText())
        && wanted.path("kind").asText("Gateway").equals(found.path("kind").asText("Gateway"))
        && wanted
            .path("namespace")
            .asText(namespace)
            .equals(found.path("namespace").asText(namespace))
        && wanted.path("sectionName").asText().equals(found.path("sectionName").asText())
        && wanted.path("port").asText().equals(found.path("port").asText());
  }
}
