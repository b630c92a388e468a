package dev.mulkko.kube.route;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Map;

/**
 * How an Ingress says that it is a canary of another, to ingress-nginx and to those that read its
 * annotations.
 */
final class CanaryAnnotations {

  static final String CANARY = "nginx.ingress.kubernetes.io/canary";
  private static final String WEIGHT = CANARY + "-weight";
  private static final String TOTAL = CANARY + "-weight-total";

  private static final String AFFINITY = "nginx.ingress.kubernetes.io/affinity";
  private static final String BINDING = AFFINITY + "-canary-behavior";

  /** Older than {@code spec.ingressClassName}, and still what many have instead. */
  private static final String CLASS = "kubernetes.io/ingress.class";

  private CanaryAnnotations() {}

  static boolean isCanary(HasMetadata ingress) {
    Map<String, String> annotations = ingress.getMetadata().getAnnotations();
    return annotations != null && "true".equals(annotations.get(CANARY));
  }

  static boolean isCanary(JsonNode ingress) {
    return text(ingress, CANARY).equals("true");
  }

  /** In percent; -1 when what stands there cannot be read as such. */
  static int weight(JsonNode ingress) {
    String weight = text(ingress, WEIGHT);
    return weight.matches("100|[0-9]{1,2}") && text(ingress, TOTAL).matches("(100)?")
        ? Integer.parseInt(weight)
        : -1;
  }

  /** All that a canary of this Ingress has: none that the user gave it are copied. */
  static ObjectNode of(JsonNode ingress, int weight) {
    ObjectNode annotations =
        JsonNodeFactory.instance
            .objectNode()
            .put(CANARY, "true")
            .put(WEIGHT, Integer.toString(weight))
            .put(TOTAL, "100");
    String old = text(ingress, CLASS);
    return old.isEmpty() ? annotations : annotations.put(CLASS, old);
  }

  /**
   * Whether it keeps clients with the backend that they met, before anything else is looked at:
   * those of stable would never be asked for a header.
   */
  static boolean bindsClients(JsonNode ingress) {
    return text(ingress, AFFINITY).equals("cookie") && !text(ingress, BINDING).equals("legacy");
  }

  /** The class by either way of naming it; empty for the cluster's default. */
  static String ingressClass(JsonNode ingress) {
    return ingress.path("spec").path("ingressClassName").asText(text(ingress, CLASS));
  }

  /** Those of an Ingress, of whatever kind. */
  static ObjectNode all(JsonNode ingress) {
    return ingress.path("metadata").path("annotations") instanceof ObjectNode found
        ? found
        : JsonNodeFactory.instance.objectNode();
  }

  private static String text(JsonNode ingress, String key) {
    return all(ingress).path(key).asText();
  }
}
