package dev.mulkko.kube.route;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mulkko.engine.plan.Action.NameRevisions;
import dev.mulkko.engine.plan.Action.SplitRoute;
import dev.mulkko.engine.plan.Observation.Mirror;
import dev.mulkko.kube.Json;
import dev.mulkko.kube.Names;
import dev.mulkko.kube.PatchDocument;
import dev.mulkko.kube.route.Dialect.Place;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The edits of a route. What stood in a touched rule before is kept in an annotation of the same
 * object, written by the same patch, so that it can be given back whatever becomes of us.
 */
final class WeightedEdit {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private WeightedEdit() {}

  /** Names both revisions in every touched rule, beside the Service that keeps all. */
  static PatchDocument name(WeightedRoute route, NameRevisions names) {
    List<Part> parts =
        List.of(Part.ofService(100), Part.of(names.stable(), 0), Part.of(names.canary(), 0));
    return edit(route, parts, Kept.NOTHING, Optional.empty());
  }

  /**
   * Splits every touched rule between the two revisions. A weight of 0 is written: the Service
   * stays known to the data plane, for the way home.
   */
  static PatchDocument split(WeightedRoute route, SplitRoute split) {
    return edit(route, Part.of(split), Kept.of(split), mirror(split));
  }

  private static PatchDocument edit(
      WeightedRoute route, List<Part> parts, Kept kept, Optional<Mirror> mirror) {
    PatchDocument patch = PatchDocument.guarded(route.tree());
    ObjectNode originals = NODES.objectNode();
    for (Place place : route.touched()) {
      JsonNode original = original(route, place);
      originals.set(String.valueOf(route.indexOf(place)), original);
      patch.replace(route.dialect().listPath(place), refs(route, original, parts));
    }
    kept.write(originals);
    MirrorFilters.write(route, mirror, patch);
    CohortRules.write(route, kept.cohorts(), patch);
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
    CohortRules.write(route, List.of(), patch);
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
    JsonNode kept = Kept.tree(route);
    JsonNode model = model(route.own(place).getFirst());
    return Stream.concat(
            Stream.of(kept.path(String.valueOf(route.indexOf(place)))), kept.valueStream())
        .filter(JsonNode::isArray)
        .filter(original -> original.valueStream().map(WeightedEdit::model).anyMatch(model::equals))
        .findFirst()
        .orElseGet(() -> rebuilt(route, place));
  }

  /** Whether a rule gives lots as it should; where none are given, it gives none. */
  static boolean isDrawn(WeightedRoute route, Place place, Optional<Lots> lots) {
    JsonNode present = route.dialect().refs(place);
    return lots.map(
            some -> refs(route, original(route, place), Part.all(some.parts())).equals(present))
        .orElseGet(
            () ->
                route.own(place).stream()
                    .filter(route.revisions()::isRevision)
                    .allMatch(ref -> SetCookie.without((ObjectNode) ref).equals(ref)));
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

  /** What all backends that were made of one original have in common with it. */
  private static JsonNode model(JsonNode ref) {
    if (!(ref instanceof ObjectNode object)) {
      return ref;
    }
    ObjectNode model = SetCookie.without(object).without(List.of("name", "weight"));
    return model.path("filters").isEmpty() ? model.without("filters") : model;
  }

  /**
   * The annotation is gone: the Service itself, at the port that its revisions have, is as near as
   * can be known, beside others whose weights are hundredfold.
   */
  private static ArrayNode rebuilt(WeightedRoute route, Place place) {
    JsonNode now = route.dialect().refs(place);
    ObjectNode service = SetCookie.without((ObjectNode) route.own(place).getFirst());
    service.put("name", route.revisions().service());
    service.put("weight", route.isMixed(place) ? Math.ceilDiv(route.share(now), 100) : 1);
    ArrayNode refs = NODES.arrayNode().add(service);
    now.valueStream()
        .filter(ref -> !route.revisions().isOwn(ref))
        .forEach(ref -> refs.add(weighing(ref, Math.ceilDiv(WeightedRoute.weight(ref), 100))));
    return refs;
  }

  /**
   * Each backend that is the Service gets two more beside it, or one for each lot. Beside others it
   * is its own share that is divided in hundredths, and theirs are written hundredfold, so that
   * they keep what they have.
   */
  private static ArrayNode refs(WeightedRoute route, JsonNode original, List<Part> parts) {
    // Alone, one share is as good as any, and a weight of 0 would be no share at all.
    boolean alone = original.valueStream().allMatch(route.revisions()::isOwn);
    boolean equal = alone && (original.size() == 1 || route.share(original) == 0);
    String service = route.revisions().service();
    ArrayNode refs = NODES.arrayNode();
    for (JsonNode ref : original) {
      if (route.revisions().isOwn(ref)) {
        int share = equal ? 1 : WeightedRoute.weight(ref);
        parts.stream()
            .map(part -> ref(ref, service, part, share))
            .filter(
                one -> WeightedRoute.weight(one) > 0 || !route.dialect().leavesOutWhatGetsNothing())
            .forEach(refs::add);
      } else {
        refs.add(weighing(ref, 100 * WeightedRoute.weight(ref)));
      }
    }
    return refs;
  }

  private static ObjectNode ref(JsonNode model, String service, Part part, int share) {
    ObjectNode ref = weighing(model, share * part.percent());
    ref.put("name", part.revision().map(one -> Names.backend(service, one)).orElse(service));
    part.cookie().ifPresent(cookie -> SetCookie.add(ref, cookie));
    return ref;
  }

  private static ObjectNode weighing(JsonNode model, int weight) {
    ObjectNode ref = model.deepCopy();
    ref.put("weight", weight);
    return ref;
  }
}
