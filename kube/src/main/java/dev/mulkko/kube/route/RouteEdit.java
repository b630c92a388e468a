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
        .filter(original -> original.valueStream().map(RouteEdit::model).anyMatch(model::equals))
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
   * can be known, beside others whose weights are hundredfold.
   */
  private static ArrayNode rebuilt(HttpRoute route, JsonNode rule) {
    int all = route.share(rule.path("backendRefs"));
    ObjectNode service = route.own(rule).getFirst().deepCopy();
    service.put("name", route.service());
    service.put("weight", route.isMixed(rule) ? Math.ceilDiv(all, 100) : 1);
    ArrayNode refs = NODES.arrayNode().add(service);
    rule.path("backendRefs")
        .valueStream()
        .filter(ref -> !route.isOwn(ref))
        .forEach(ref -> refs.add(weighing(ref, Math.ceilDiv(HttpRoute.weight(ref), 100))));
    return refs;
  }

  /**
   * Each backend that is the Service becomes two. Beside others it is its own share that is divided
   * in hundredths, and theirs are written hundredfold, so that they keep what they have.
   */
  private static ArrayNode refs(HttpRoute route, JsonNode original, SplitRoute split) {
    // Alone, one share is as good as any, and a weight of 0 would be no share at all.
    boolean alone = original.valueStream().allMatch(route::isOwn);
    boolean equal = alone && (original.size() == 1 || route.share(original) == 0);
    ArrayNode refs = NODES.arrayNode();
    for (JsonNode ref : original) {
      if (route.isOwn(ref)) {
        int share = equal ? 1 : HttpRoute.weight(ref);
        refs.add(ref(ref, route.service(), split.stable(), share * (100 - split.canaryPercent())));
        refs.add(ref(ref, route.service(), split.canary(), share * split.canaryPercent()));
      } else {
        refs.add(weighing(ref, 100 * HttpRoute.weight(ref)));
      }
    }
    return refs;
  }

  private static ObjectNode ref(JsonNode model, String service, String revision, int weight) {
    ObjectNode ref = weighing(model, weight);
    ref.put("name", Names.backend(service, revision));
    return ref;
  }

  private static ObjectNode weighing(JsonNode model, int weight) {
    ObjectNode ref = model.deepCopy();
    ref.put("weight", weight);
    return ref;
  }
}
