package dev.mulkko.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** A JSON Patch (RFC 6902) that only applies to the object as it was read. */
public final class PatchDocument {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final ArrayNode operations = NODES.arrayNode();

  private PatchDocument() {}

  /**
   * Begins with the test of the resourceVersion: whatever was decided on an older object is
   * refused.
   */
  public static PatchDocument guarded(JsonNode object) {
    PatchDocument patch = new PatchDocument();
    return patch.operation(
        "test", "/metadata/resourceVersion", object.path("metadata").path("resourceVersion"));
  }

  /** Adds, or replaces what is there. */
  public PatchDocument add(String path, Object value) {
    return operation("add", path, Json.tree(value));
  }

  public PatchDocument replace(String path, Object value) {
    return operation("replace", path, Json.tree(value));
  }

  public PatchDocument remove(String path) {
    operations.add(NODES.objectNode().put("op", "remove").put("path", path));
    return this;
  }

  public PatchDocument annotate(JsonNode object, String key, String value) {
    if (object.path("metadata").path("annotations").isObject()) {
      return add("/metadata/annotations/" + escaped(key), value);
    }
    return add("/metadata/annotations", Map.of(key, value));
  }

  /** Removes an annotation if it is there, and the empty map that would be left. */
  public PatchDocument unannotate(JsonNode object, String key) {
    JsonNode annotations = object.path("metadata").path("annotations");
    if (!annotations.has(key)) {
      return this;
    }
    return annotations.size() == 1
        ? remove("/metadata/annotations")
        : remove("/metadata/annotations/" + escaped(key));
  }

  /** A key as part of a JSON Pointer (RFC 6901). */
  public static String escaped(String key) {
    return key.replace("~", "~0").replace("/", "~1");
  }

  public String toJson() {
    return Json.canonical(operations);
  }

  private PatchDocument operation(String op, String path, JsonNode value) {
    ObjectNode operation = NODES.objectNode().put("op", op).put("path", path);
    operation.set("value", value);
    operations.add(operation);
    return this;
  }
}
