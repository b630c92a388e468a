package dev.mulkko.kube.route;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The rules of an Ingress: hosts, each with paths that lead to Services. */
final class IngressPaths {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private IngressPaths() {}

  /** The Services that paths lead to. */
  static Set<String> services(JsonNode ingress) {
    return rules(ingress)
        .flatMap(rule -> paths(rule).map(IngressPaths::service))
        .collect(Collectors.toSet());
  }

  /** The paths that lead to a Service, as people write them: {@code shop.example.com/cart}. */
  static List<String> leadingTo(JsonNode ingress, String service) {
    return words(ingress, path -> service(path).equals(service));
  }

  static List<String> all(JsonNode ingress) {
    return words(ingress, _ -> true);
  }

  private static List<String> words(JsonNode ingress, Function<JsonNode, Boolean> which) {
    return rules(ingress)
        .flatMap(
            rule ->
                paths(rule)
                    .filter(which::apply)
                    .map(path -> rule.path("host").asText() + path.path("path").asText("/")))
        .distinct()
        .toList();
  }

  /** The rules with nothing but the paths to a Service, which lead to another instead. */
  static ArrayNode redirected(JsonNode ingress, String service, String other) {
    ArrayNode redirected = NODES.arrayNode();
    rules(ingress)
        .forEach(
            rule -> {
              ArrayNode kept = NODES.arrayNode();
              paths(rule)
                  .filter(path -> service(path).equals(service))
                  .forEach(path -> kept.add(redirected(path, other)));
              if (!kept.isEmpty()) {
                ObjectNode copy = ((ObjectNode) rule).deepCopy();
                copy.putObject("http").set("paths", kept);
                redirected.add(copy);
              }
            });
    return redirected;
  }

  /** The port stays: all revision Services have those of the Service. */
  private static JsonNode redirected(JsonNode path, String other) {
    JsonNode copy = path.deepCopy();
    ((ObjectNode) copy.path("backend").path("service")).put("name", other);
    return copy;
  }

  private static Stream<JsonNode> rules(JsonNode ingress) {
    return stream(ingress.path("spec").path("rules"));
  }

  private static Stream<JsonNode> paths(JsonNode rule) {
    return stream(rule.path("http").path("paths"));
  }

  private static Stream<JsonNode> stream(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false);
  }

  /** Empty when it leads to no Service. */
  private static String service(JsonNode path) {
    return path.path("backend").path("service").path("name").asText();
  }
}
