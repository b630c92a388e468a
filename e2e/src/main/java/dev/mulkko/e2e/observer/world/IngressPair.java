package dev.mulkko.e2e.observer.world;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mulkko.kube.Names;

/**
 * An Ingress and the canary beside it, as the one route with weights that both are to a client: a
 * rule for each path that the canary takes.
 */
final class IngressPair {

  private static final String CANARY = "nginx.ingress.kubernetes.io/canary";

  private IngressPair() {}

  static JsonNode of(Managed managed, JsonNode home) {
    ObjectNode route = JsonNodeFactory.instance.objectNode().put("kind", "Ingress");
    route.set("metadata", home.path("metadata"));
    ArrayNode rules = route.withObject("spec").putArray("rules");
    managed
        .world()
        .all(Kind.Ingress)
        .filter(one -> World.label(one, Names.ROLLOUT_LABEL).equals(managed.name()))
        .forEach(canary -> paths(canary).forEach(path -> rules.add(rule(managed, canary, path))));
    if (rules.isEmpty()) {
      rules.addObject().withArray("backendRefs").addObject().put("name", managed.service());
    }
    return route;
  }

  private static Iterable<JsonNode> paths(JsonNode ingress) {
    return () ->
        ingress
            .at("/spec/rules")
            .valueStream()
            .flatMap(rule -> rule.at("/http/paths").valueStream())
            .iterator();
  }

  /** What the canary does not take goes to the Service, and so to what that is pinned to. */
  private static ObjectNode rule(Managed managed, JsonNode canary, JsonNode path) {
    String rest = managed.pin().isEmpty() ? managed.service() : managed.backend(managed.pin());
    ObjectNode rule = JsonNodeFactory.instance.objectNode();
    ArrayNode refs = rule.putArray("backendRefs");
    ObjectNode ref = refs.addObject().put("name", path.at("/backend/service/name").asText());
    String weight = World.annotation(canary, CANARY + "-weight");
    if (World.annotation(canary, CANARY).equals("true") && weight.matches("[0-9]{1,3}")) {
      ref.put("weight", Integer.parseInt(weight));
      refs.addObject().put("name", rest).put("weight", 100 - Integer.parseInt(weight));
    }
    return rule;
  }
}
