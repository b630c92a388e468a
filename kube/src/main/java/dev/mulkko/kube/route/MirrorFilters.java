package dev.mulkko.kube.route;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mulkko.engine.plan.Observation.Mirror;
import dev.mulkko.kube.Names;
import dev.mulkko.kube.PatchDocument;
import dev.mulkko.kube.route.Dialect.Place;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The filters that send copies of requests to one revision: one more in each touched rule, behind
 * those of the user. They are told from the user's by the revision Service that they name.
 */
final class MirrorFilters {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private static final String TYPE = "RequestMirror";
  private static final String FIELD = "requestMirror";
  private static final int ALL = 100;

  private MirrorFilters() {}

  /** Those of a rule that send copies to a revision. */
  static List<JsonNode> own(WeightedRoute route, Place place) {
    return filters(place).filter(filter -> isOwn(route, filter)).toList();
  }

  /** Those of a rule that its user wrote. */
  static ArrayNode users(WeightedRoute route, Place place) {
    ArrayNode users = NODES.arrayNode();
    filters(place).filter(filter -> !isOwn(route, filter)).forEach(users::add);
    return users;
  }

  private static Stream<JsonNode> filters(Place place) {
    return place.holder().path("filters").valueStream();
  }

  static boolean isMirror(JsonNode filter) {
    return filter.path("type").asText().equals(TYPE);
  }

  private static boolean isOwn(WeightedRoute route, JsonNode filter) {
    JsonNode ref = filter.path(FIELD).path("backendRef");
    return isMirror(filter) && route.revisions().isOwn(ref) && route.revisions().isRevision(ref);
  }

  /** Whether any rule has one. */
  static boolean present(WeightedRoute route) {
    return route.places().stream().anyMatch(place -> !own(route, place).isEmpty());
  }

  /**
   * Who gets copies by what stands there.
   *
   * @return nothing when a touched rule has not the filter that it should have, or another has one
   */
  static Optional<Mirror> seen(WeightedRoute route) {
    return route.touched().stream()
        .flatMap(place -> own(route, place).stream())
        .findFirst()
        .map(first -> read(route, first))
        .filter(mirror -> route.places().stream().allMatch(place -> isRight(route, place, mirror)));
  }

  private static boolean isRight(WeightedRoute route, Place place, Mirror mirror) {
    return own(route, place)
        .equals(
            isTouched(route, place) ? List.of(filter(route, place, mirror)) : List.<JsonNode>of());
  }

  private static boolean isTouched(WeightedRoute route, Place place) {
    return route.touched().stream().anyMatch(one -> one.index() == place.index());
  }

  private static Mirror read(WeightedRoute route, JsonNode filter) {
    JsonNode mirror = filter.path(FIELD);
    return new Mirror(
        route.revisions().revision(mirror.path("backendRef")), mirror.path("percent").asInt(ALL));
  }

  /** Gives each touched rule the filter that it shall have, and takes all others of ours away. */
  static void write(WeightedRoute route, Optional<Mirror> wanted, PatchDocument patch) {
    for (Place place : route.places()) {
      ArrayNode filters = users(route, place);
      wanted
          .filter(_ -> isTouched(route, place))
          .ifPresent(mirror -> filters.add(filter(route, place, mirror)));
      if (!filters(place).toList().equals(filters.valueStream().toList())) {
        write(place.path() + "/filters", filters, patch);
      }
    }
  }

  private static void write(String path, ArrayNode filters, PatchDocument patch) {
    if (filters.isEmpty()) {
      patch.remove(path);
    } else {
      patch.add(path, filters);
    }
  }

  /** With all that the API server would add, so that what is read is what was written. */
  private static ObjectNode filter(WeightedRoute route, Place place, Mirror mirror) {
    JsonNode model = WeightedEdit.model(route, place);
    ObjectNode ref =
        NODES
            .objectNode()
            .put("group", "")
            .put("kind", "Service")
            .put("name", Names.backend(route.revisions().service(), mirror.revision()));
    Stream.of("namespace", "port")
        .filter(model::has)
        .forEach(field -> ref.set(field, model.path(field)));
    ObjectNode filter = NODES.objectNode().put("type", TYPE);
    ObjectNode requests = filter.putObject(FIELD);
    requests.set("backendRef", ref);
    // Where shares of the requests are not known, a field that says so is not known either.
    if (mirror.percent() < ALL) {
      requests.put("percent", mirror.percent());
    }
    return filter;
  }
}
