package dev.mulkko.kube.route;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mulkko.engine.plan.Action.SplitRoute;
import dev.mulkko.kube.Json;
import dev.mulkko.kube.Names;
import dev.mulkko.kube.PatchDocument;
import java.util.List;
import java.util.stream.Stream;

/**
 * The two edits of an HTTPRoute. What stood in a touched rule before is kept in an annotation of
 * the same object, written by the same patch, so that it can be given back whatever becomes of us.
 */
public final class RouteEdit {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private RouteEdit() {}

  /** Splits every touched rule between the two revisions. A weight of 0 is written. */
  public static PatchDocument split(HttpRoute route, SplitRoute split) {
    PatchDocument patch = PatchDocument.guarded(route.tree());
    ObjectNode originals = NODES.objectNode();
    for (int i : route.touched()) {
      JsonNode original = original(route, i);
      originals.set(String.valueOf(i), original);
      patch.replace("/spec/rules/%d/backendRefs".formatted(i), refs(route, original, split));
    }
    return patch.annotate(route.tree(), Names.restore(route.rollout()), Json.canonical(originals));
  }

  /** Gives every touched rule back what stood there before. */
  public static PatchDocument restore(HttpRoute route) {
    PatchDocument patch = PatchDocument.guarded(route.tree());
    for (int i : route.touched()) {
      patch.replace("/spec/rules/%d/backendRefs".formatted(i), original(route, i));
    }
    return patch.unannotate(route.tree(), Names.restore(route.rollout()));
  }

  /**
   * What the user wrote last: the rule itself when it names the Service again, else what was kept
   * of it. Kept under its index, unless a rule was inserted or removed before it: then, under
   * another one, what this rule's backends were made of.
   */
  private static JsonNode original(HttpRoute route, int index) {
    JsonNode rule = route.rule(index);
    if (!route.split(rule)) {
      return rule.path("backendRefs");
    }
    JsonNode kept = kept(route);
    JsonNode model = model(route.own(rule).getFirst());
    return Stream.concat(Stream.of(kept.path(String.valueOf(index))), kept.valueStream())
        .filter(original -> model(original.path(0)).equals(model))
        .findFirst()
        .orElseGet(() -> rebuilt(route, rule));
  }

  /** Nothing when the annotation is gone, or was edited into something else. */
  private static JsonNode kept(HttpRoute route) {
    JsonNode annotations = route.tree().path("metadata").path("annotations");
    try {
      return Json.parse(annotations.path(Names.restore(route.rollout())).asText("{}"));
    } catch (IllegalArgumentException notJson) {
      return NODES.objectNode();
    }
  }

  /** What all backends that were made of one original have in common with it. */
  private static JsonNode model(JsonNode ref) {
    return ref instanceof ObjectNode object
        ? object.deepCopy().without(List.of("name", "weight"))
        : ref;
  }

  /**
   * The annotation is gone: the Service itself, at the port that its revisions have, is as near as
   * can be known.
   */
  private static ArrayNode rebuilt(HttpRoute route, JsonNode rule) {
    ObjectNode ref = route.own(rule).getFirst().deepCopy();
    ref.put("name", route.service());
    ref.put("weight", 1);
    return NODES.arrayNode().add(ref);
  }

  private static ArrayNode refs(HttpRoute route, JsonNode original, SplitRoute split) {
    JsonNode model = original.get(0);
    return NODES
        .arrayNode()
        .add(ref(model, route.service(), split.stable(), 100 - split.canaryPercent()))
        .add(ref(model, route.service(), split.canary(), split.canaryPercent()));
  }

  private static ObjectNode ref(JsonNode model, String service, String revision, int weight) {
    ObjectNode ref = model.deepCopy();
    ref.put("name", Names.backend(service, revision));
    ref.put("weight", weight);
    return ref;
  }
}
