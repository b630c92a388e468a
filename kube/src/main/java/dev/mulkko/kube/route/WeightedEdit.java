package dev.mulkko.kube.route;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mulkko.engine.plan.Action.SplitRoute;
import dev.mulkko.engine.plan.Observation.Cohort;
import dev.mulkko.engine.plan.Observation.Mirror;
import dev.mulkko.kube.Json;
import dev.mulkko.kube.Names;
import dev.mulkko.kube.PatchDocument;
import dev.mulkko.kube.route.Dialect.Place;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The two edits of a route. What stood in a touched rule before is kept in an annotation of the
 * same object, written by the same patch, so that it can be given back whatever becomes of us.
 */
final class WeightedEdit {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private WeightedEdit() {}

  /** Splits every touched rule between the two revisions. A weight of 0 is written. */
  static PatchDocument split(WeightedRoute route, SplitRoute split) {
    PatchDocument patch = PatchDocument.guarded(route.tree());
    ObjectNode originals = NODES.objectNode();
    for (Place place : route.touched()) {
      JsonNode original = original(route, place);
      originals.set(String.valueOf(route.indexOf(place)), original);
      patch.replace(route.dialect().listPath(place), refs(route, original, split));
    }
    Optional<Cohort> cohort =
        Optional.ofNullable(split.match()).map(match -> new Cohort(split.canary(), match));
    cohort.ifPresent(some -> originals.set("match", CohortRules.kept(some)));
    MirrorFilters.write(route, mirror(split), patch);
    CohortRules.write(route, cohort, patch);
    return patch.annotate(route.tree(), Names.restore(route.rollout()), Json.canonical(originals));
  }

  private static Optional<Mirror> mirror(SplitRoute split) {
    return Optional.of(new Mirror(split.canary(), split.mirrorPercent()))
        .filter(mirror -> mirror.percent() > 0);
  }

  /** Gives every touched rule back what stood there before. */
  static PatchDocument restore(WeightedRoute route) {
    PatchDocument patch = PatchDocument.guarded(route.tree());
    for (Place place : route.touched()) {
      patch.replace(route.dialect().listPath(place), original(route, place));
    }
    MirrorFilters.write(route, Optional.empty(), patch);
    CohortRules.write(route, Optional.empty(), patch);
    return patch.unannotate(route.tree(), Names.restore(route.rollout()));
  }

  /**
   * What the user wrote last: the rule itself when it names the Service again, else what was kept
   * of it. Kept under its index, unless a rule was inserted or removed before it: then, under
   * another one, what this rule's backends were made of.
   */
  static JsonNode original(WeightedRoute route, Place place) {
    if (!route.split(place)) {
      return route.dialect().refs(place);
    }
    JsonNode kept = kept(route);
    JsonNode model = model(route.own(place).getFirst());
    return Stream.concat(
            Stream.of(kept.path(String.valueOf(route.indexOf(place)))), kept.valueStream())
        .filter(JsonNode::isArray)
        .filter(original -> original.valueStream().map(WeightedEdit::model).anyMatch(model::equals))
        .findFirst()
        .orElseGet(() -> rebuilt(route, place));
  }

  /** The backend that those for one revision alone are made of. */
  static JsonNode model(WeightedRoute route, Place place) {
    List<JsonNode> own =
        original(route, place).valueStream().filter(route.revisions()::isOwn).toList();
    return own.stream()
        .filter(one -> WeightedRoute.weight(one) > 0)
        .findFirst()
        .orElseGet(own::getFirst);
  }

  /** Nothing when the annotation is gone, or was edited into something else. */
  static JsonNode kept(WeightedRoute route) {
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
  private static ArrayNode rebuilt(WeightedRoute route, Place place) {
    JsonNode now = route.dialect().refs(place);
    ObjectNode service = route.own(place).getFirst().deepCopy();
    service.put("name", route.revisions().service());
    service.put("weight", route.isMixed(place) ? Math.ceilDiv(route.share(now), 100) : 1);
    ArrayNode refs = NODES.arrayNode().add(service);
    now.valueStream()
        .filter(ref -> !route.revisions().isOwn(ref))
        .forEach(ref -> refs.add(weighing(ref, Math.ceilDiv(WeightedRoute.weight(ref), 100))));
    return refs;
  }

  /**
   * Each backend that is the Service becomes two. Beside others it is its own share that is divided
   * in hundredths, and theirs are written hundredfold, so that they keep what they have.
   */
  private static ArrayNode refs(WeightedRoute route, JsonNode original, SplitRoute split) {
    // Alone, one share is as good as any, and a weight of 0 would be no share at all.
    boolean alone = original.valueStream().allMatch(route.revisions()::isOwn);
    boolean equal = alone && (original.size() == 1 || route.share(original) == 0);
    String service = route.revisions().service();
    ArrayNode refs = NODES.arrayNode();
    for (JsonNode ref : original) {
      if (route.revisions().isOwn(ref)) {
        int share = equal ? 1 : WeightedRoute.weight(ref);
        Stream.of(
                ref(ref, service, split.stable(), share * (100 - split.canaryPercent())),
                ref(ref, service, split.canary(), share * split.canaryPercent()))
            .filter(
                one -> WeightedRoute.weight(one) > 0 || !route.dialect().leavesOutWhatGetsNothing())
            .forEach(refs::add);
      } else {
        refs.add(weighing(ref, 100 * WeightedRoute.weight(ref)));
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
