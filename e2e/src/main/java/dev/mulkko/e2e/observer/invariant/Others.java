package dev.mulkko.e2e.observer.invariant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mulkko.e2e.observer.world.Kind;
import dev.mulkko.e2e.observer.world.Route;
import dev.mulkko.kube.Names;
import java.math.BigInteger;
import java.util.List;

/** The user's objects without what the operator may write, and without what servers count. */
final class Others {

  private static final List<String> COUNTED = List.of("resourceVersion", "generation");

  private Others() {}

  static JsonNode of(Kind kind, JsonNode object) {
    ObjectNode rest = uncounted(object);
    if (kind == Kind.Service && rest.at("/spec/selector") instanceof ObjectNode selector) {
      selector.remove(Names.HASH);
    }
    if (kind == Kind.Deployment) {
      ((ObjectNode) rest.path("spec")).remove("paused");
      without(rest, List.of(Names.HELD_BY, Names.CHANGED_BY));
    }
    return rest;
  }

  /**
   * Rules that are added are the operator's. In one that is split, before or after, only names and
   * weights of its backends, the cookies that they set, and filters that copy requests to them, are
   * the operator's; of those that are others', the share of the whole is not.
   */
  static JsonNode of(Route route, Route other, String rollout) {
    ObjectNode rest = uncounted(route.tree());
    without(rest, List.of(Names.restore(rollout)));
    withoutAdded(route, rest);
    List<JsonNode> rules = route.rules();
    List<JsonNode> others = other.rules();
    for (int i = 0; i < rules.size(); i++) {
      boolean touched =
          route.split(rules.get(i)) || (i < others.size() && other.split(others.get(i)));
      if (touched) {
        ObjectNode rule = (ObjectNode) rest.at("/spec/rules/" + i);
        rule.set("backendRefs", models(route, rules.get(i), rest.arrayNode()));
        withoutCopies(route, rule);
      }
    }
    return rest;
  }

  /** An empty list is written as none. */
  private static void withoutCopies(Route route, ObjectNode rule) {
    if (rule.path("filters") instanceof ArrayNode filters) {
      filters.removeIf(route::isCopying);
      if (filters.isEmpty()) {
        rule.remove("filters");
      }
    }
  }

  /** The rules that are for some requests alone are the operator's. */
  private static void withoutAdded(Route route, ObjectNode rest) {
    if (rest.path("spec").path("rules") instanceof ArrayNode rules) {
      rules.removeIf(route::isAdded);
    }
  }

  private static ArrayNode models(Route route, JsonNode rule, ArrayNode models) {
    List<JsonNode> own = route.own(rule);
    rule.path("backendRefs")
        .valueStream()
        .<JsonNode>map(
            ref ->
                own.contains(ref)
                    ? model(route, ref.deepCopy()).without(List.of("name", "weight"))
                    : ((ObjectNode) ref.deepCopy()).put("weight", share(rule, ref)))
        .distinct()
        .forEach(models::add);
    return models;
  }

  /** Only what is given to a revision may set a cookie, never what is given back to the Service. */
  private static ObjectNode model(Route route, ObjectNode ref) {
    return route.backends().contains(ref.path("name").asText()) ? LotCookies.without(ref) : ref;
  }

  private static String share(JsonNode rule, JsonNode ref) {
    int all = rule.path("backendRefs").valueStream().mapToInt(Route::weight).sum();
    int common = BigInteger.valueOf(all).gcd(BigInteger.valueOf(Route.weight(ref))).intValue();
    return common == 0 ? "0/0" : Route.weight(ref) / common + "/" + all / common;
  }

  private static ObjectNode uncounted(JsonNode object) {
    ObjectNode rest = object.deepCopy();
    ((ObjectNode) rest.path("metadata")).remove(COUNTED);
    return rest;
  }

  /** An empty map is written as none. */
  private static void without(ObjectNode object, List<String> annotations) {
    ObjectNode metadata = (ObjectNode) object.path("metadata");
    if (metadata.path("annotations") instanceof ObjectNode all) {
      all.remove(annotations);
      if (all.isEmpty()) {
        metadata.remove("annotations");
      }
    }
  }
}
