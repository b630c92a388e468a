package dev.mulkko.e2e.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mulkko.kube.Json;
import java.util.Map;

/** Whether the user's objects are as before, but for what the user changed. */
final class Restored {

  private Restored() {}

  /**
   * Compares.
   *
   * @param image the only thing that the user changed
   */
  static boolean but(String image, Map<String, JsonNode> before, Map<String, JsonNode> after) {
    boolean same = true;
    for (Map.Entry<String, JsonNode> one : before.entrySet()) {
      JsonNode now = after.getOrDefault(one.getKey(), MissingNode.getInstance());
      String was = Json.canonical(withImage(image, one.getValue()));
      String is = Json.canonical(withImage(image, now));
      if (!was.equals(is)) {
        Say.line("%s is not as before:%n  was %s%n  is  %s", one.getKey(), was, is);
        same = false;
      }
    }
    return same;
  }

  private static JsonNode withImage(String image, JsonNode object) {
    JsonNode copy = object.deepCopy();
    JsonNode container = copy.path("spec").path("template").path("spec").path("containers").path(0);
    if (container instanceof ObjectNode editable) {
      editable.put("image", image);
    }
    return copy;
  }
}
