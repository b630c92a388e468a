package dev.mulkko.kube.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mulkko.kube.Json;
import dev.mulkko.kube.Request;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A request as people read it, and what it makes of the object. */
record Outcome(Scenario scenario, Request request) {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  SortedMap<String, JsonNode> files() {
    return new TreeMap<>(
        switch (request) {
          case Request.Create(var object) -> Map.of("out-created.yaml", Yaml.sent(object));
          case Request.Delete delete -> Map.of("out-request.yaml", named("delete", delete));
          case Request.Patch patch ->
              Map.of("out-request.yaml", named(patch), "out-object.yaml", patched(patch));
        });
  }

  /** The object that is patched, as it was before. */
  JsonNode before(Request.Patch patch) {
    return scenario.object(patch.target().kind().name(), patch.target().name());
  }

  private JsonNode patched(Request.Patch patch) {
    return JsonPatch.apply(before(patch), Json.parse(patch.json()));
  }

  private static JsonNode named(Request.Patch patch) {
    ObjectNode tree = NODES.objectNode();
    tree.set(patch.status() ? "patchStatus" : "patch", Plain.of(patch.target()));
    patch.onlyIf().ifPresent(it -> tree.set("onlyIf", Plain.of(it)));
    return tree.set("operations", Json.parse(patch.json()));
  }

  private static JsonNode named(String what, Request.Delete delete) {
    ObjectNode tree = NODES.objectNode();
    tree.set(what, Plain.of(delete.target()));
    return tree.put("uid", delete.uid()).put("resourceVersion", delete.resourceVersion());
  }
}
