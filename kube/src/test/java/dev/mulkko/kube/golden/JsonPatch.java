package dev.mulkko.kube.golden;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** As much of RFC 6902 as an API server does with our patches, and as strict. */
public final class JsonPatch {

  private JsonPatch() {}

  /**
   * The object after the patch; the one that is given stays as it is.
   *
   * @throws Refused when the API server would answer 422
   */
  public static JsonNode apply(JsonNode object, JsonNode operations) {
    JsonNode patched = object.deepCopy();
    for (JsonNode operation : operations) {
      apply(patched, operation, JsonPointer.compile(operation.path("path").asText()));
    }
    return patched;
  }

  private static void apply(JsonNode root, JsonNode operation, JsonPointer path) {
    JsonNode parent = root.at(path.head());
    JsonNode value = operation.path("value");
    JsonNode present = root.at(path);
    String op = operation.path("op").asText();
    require(parent.isContainerNode(), "%s: nothing is there to hold it", operation);
    require(op.equals("add") || !present.isMissingNode(), "%s: it is not there", operation);
    switch (op) {
      case "test" -> require(present.equals(value), "%s: it is %s", operation, present);
      case "add" -> set(parent, path, value, true);
      case "replace" -> set(parent, path, value, false);
      case "remove" -> remove(parent, path);
      default -> throw new Refused("no operation of ours: " + operation);
    }
  }

  private static void remove(JsonNode parent, JsonPointer path) {
    switch (parent) {
      case ObjectNode object -> object.remove(path.last().getMatchingProperty());
      case ArrayNode array -> array.remove(path.last().getMatchingIndex());
      default -> throw new Refused("no container: " + parent);
    }
  }

  private static void set(JsonNode parent, JsonPointer path, JsonNode value, boolean insert) {
    switch (parent) {
      case ObjectNode object -> object.set(path.last().getMatchingProperty(), value);
      case ArrayNode array when insert -> insert(array, path.last().getMatchingIndex(), value);
      case ArrayNode array -> array.set(path.last().getMatchingIndex(), value);
      default -> throw new Refused("no container: " + parent);
    }
  }

  /** An API server takes the place behind the last one, and none after that. */
  private static void insert(ArrayNode array, int index, JsonNode value) {
    require(index <= array.size(), "%s: nothing is there before it", index);
    array.insert(index, value);
  }

  private static void require(boolean holds, String format, Object... values) {
    if (!holds) {
      throw new Refused(format.formatted(values));
    }
  }

  /** What the API server would not do. */
  public static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Refused(String message) {
      super(message);
    }
  }
}
