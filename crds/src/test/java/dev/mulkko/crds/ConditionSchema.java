package dev.mulkko.crds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.List;
import java.util.Map;

/** What Kubernetes itself says of {@code metav1.Condition}; fabric8's class carries none of it. */
final class ConditionSchema {
  private static final List<String> REQUIRED =
      List.of("lastTransitionTime", "message", "reason", "status", "type");

  private static final List<JsonNode> STATUSES =
      List.of(TextNode.valueOf("True"), TextNode.valueOf("False"), TextNode.valueOf("Unknown"));

  private static final Map<String, String> DESCRIPTIONS =
      Map.of(
          "type", "What is said, in PascalCase, such as Ready.",
          "status", "Whether it is so: True, False or Unknown.",
          "reason", "Why, as one word in PascalCase.",
          "message", "Why, as one sentence. May be empty.",
          "lastTransitionTime", "When status last changed, RFC 3339 in UTC.",
          "observedGeneration", "The metadata.generation this condition speaks of.");

  private ConditionSchema() {}

  static void describe(JSONSchemaProps condition) {
    condition.setRequired(REQUIRED);
    condition.getProperties().forEach(ConditionSchema::describeField);
  }

  private static void describeField(String name, JSONSchemaProps field) {
    field.setDescription(DESCRIPTIONS.get(name));
    switch (name) {
      case "status" -> field.setEnum(STATUSES);
      case "lastTransitionTime" -> field.setFormat("date-time");
      default -> {}
    }
  }
}
