package dev.mulkko.crds;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The checks of one field, each a question to the released and the present schema of it. */
final class SchemaCompatibility {

  /**
   * Rules that a machine cannot see to be harmless, each looked at: they took the place of stricter
   * ones, or refuse only what was refused before as a whole.
   */
  private static final Set<String> WIDER =
      Set.of(
          // Of the three that follow each had fewer ways before.
          "[has(self.canary), has(self.blueGreen)].exists_one(x, x)",
          "[has(self.setWeight), has(self.setCanaryScale), has(self.setMatch), has(self.setMirror),"
              + " has(self.pause), has(self.approval)].exists_one(x, x)",
          "!has(self.routes) || self.routes.size() <= 1",
          // Before, a canary needed it, and nothing but a canary could be written.
          "has(self.traffic)",
          // Without a route nothing was accepted before.
          "!has(self.strategy.canary) || !has(self.traffic) || has(self.traffic.routes) &&"
              + " self.traffic.routes.size() > 0 || self.strategy.canary.steps.all(s,"
              + " !has(s.setWeight) || s.setWeight <= 50 || s.setWeight == 100)",
          // It had to be a setWeight, before others could begin as well.
          "self.size() == 0 || !has(self[0].pause) && !has(self[0].approval)",
          // The fields are new.
          "!has(self.strategy.canary) || !has(self.traffic) || has(self.traffic.routes) &&"
              + " self.traffic.routes.size() > 0 || self.strategy.canary.steps.all(s,"
              + " !has(s.setCanaryScale))",
          "!has(self.strategy.canary) || !self.strategy.canary.steps.exists(s, has(s.setMatch)) ||"
              + " has(self.traffic) && has(self.traffic.routes) && self.traffic.routes.size() > 0 &&"
              + " self.traffic.routes.all(r, r.kind != 'TraefikService')",
          "!has(self.strategy.canary) || !has(self.strategy.canary.sticky) || has(self.traffic) &&"
              + " has(self.traffic.routes) && self.traffic.routes.size() > 0 &&"
              + " self.traffic.routes.all(r, r.kind == 'HTTPRoute')",
          "!has(self.strategy.canary) || !self.strategy.canary.steps.exists(s, has(s.setMirror)) ||"
              + " has(self.traffic) && has(self.traffic.routes) && self.traffic.routes.size() > 0 &&"
              + " self.traffic.routes.all(r, r.kind == 'HTTPRoute')",
          "!has(self.strategy.blueGreen) || !has(self.strategy.blueGreen.previewRoutes) ||"
              + " !has(self.traffic) || !has(self.traffic.routes) ||"
              + " self.strategy.blueGreen.previewRoutes.all(p, !self.traffic.routes.exists(r, r.kind"
              + " == p.kind && r.name == p.name))",
          "!has(self.directTraffic) || self.directTraffic != 'AtEnd' || has(self.routes) &&"
              + " self.routes.size() > 0",
          "!has(self.traffic) || !has(self.traffic.directTraffic) || self.traffic.directTraffic !="
              + " 'Ratio' || has(self.strategy.canary)",
          "!has(self.traffic) || !has(self.traffic.directTraffic) || self.traffic.directTraffic !="
              + " 'Ratio' || !has(self.strategy.canary) || self.strategy.canary.steps.all(s,"
              + " !has(s.setCanaryScale))",
          "self.filter(s, has(s.setMirror) || has(s.setWeight) && s.setWeight > 0).map(s,"
              + " has(s.setMirror) ? 0 : 1).isSorted()",
          "!has(self.to) || self.verb == 'Undo'");

  /** What may not differ at all: whether the other value is wider is beyond a check. */
  private static final List<String> FIXED =
      List.of(
          "type",
          "format",
          "default",
          "additionalProperties",
          "x-kubernetes-list-type",
          "x-kubernetes-list-map-keys",
          "x-kubernetes-preserve-unknown-fields",
          "nullable");

  private static final List<String> LOWER =
      List.of("minimum", "minLength", "minItems", "minProperties");
  private static final List<String> UPPER =
      List.of("maximum", "maxLength", "maxItems", "maxProperties");

  private static final List<BiFunction<JsonNode, JsonNode, Stream<String>>> CHECKS =
      List.of(
          SchemaCompatibility::changed,
          SchemaCompatibility::narrowed,
          SchemaCompatibility::removedFields,
          SchemaCompatibility::newlyRequired,
          SchemaCompatibility::newPattern,
          SchemaCompatibility::fewerValues,
          SchemaCompatibility::newRules);

  private SchemaCompatibility() {}

  static List<String> breaks(JsonNode old, JsonNode present) {
    List<String> breaks = new ArrayList<>();
    collect("", old, present, breaks);
    return breaks;
  }

  private static void collect(String path, JsonNode old, JsonNode present, List<String> breaks) {
    String field = path.isEmpty() ? "(root)" : path.substring(1);
    for (BiFunction<JsonNode, JsonNode, Stream<String>> check : CHECKS) {
      check.apply(old, present).forEach(found -> breaks.add(field + ": " + found));
    }
    for (Map.Entry<String, JsonNode> entry : old.path("properties").properties()) {
      JsonNode kept = present.path("properties").path(entry.getKey());
      if (!kept.isMissingNode()) {
        collect(path + "." + entry.getKey(), entry.getValue(), kept, breaks);
      }
    }
    if (old.has("items")) {
      collect(path + "[]", old.path("items"), present.path("items"), breaks);
    }
  }

  private static Stream<String> changed(JsonNode old, JsonNode present) {
    return FIXED.stream()
        .filter(key -> !old.path(key).equals(present.path(key)))
        .map(key -> "%s was %s, is %s".formatted(key, show(old, key), show(present, key)));
  }

  private static String show(JsonNode schema, String key) {
    return schema.has(key) ? schema.path(key).toString() : "absent";
  }

  private static Stream<String> narrowed(JsonNode old, JsonNode present) {
    Stream<String> lower =
        LOWER.stream().filter(key -> bound(present, key, -1) > bound(old, key, -1));
    Stream<String> upper =
        UPPER.stream().filter(key -> bound(present, key, 1) < bound(old, key, 1));
    return Stream.concat(lower, upper).map(key -> key + " is narrower");
  }

  /** Without a bound: infinitely low or high. */
  private static double bound(JsonNode schema, String key, int sign) {
    return schema.has(key) ? schema.path(key).asDouble() : sign * Double.POSITIVE_INFINITY;
  }

  private static Stream<String> removedFields(JsonNode old, JsonNode present) {
    return old.path("properties").properties().stream()
        .map(Map.Entry::getKey)
        .filter(name -> !present.path("properties").has(name))
        .map(name -> "field %s is gone".formatted(name));
  }

  private static Stream<String> newlyRequired(JsonNode old, JsonNode present) {
    return added(old.path("required"), present.path("required"))
        .map(name -> "field %s is required now".formatted(name.asText()));
  }

  private static Stream<String> newPattern(JsonNode old, JsonNode present) {
    JsonNode pattern = present.path("pattern");
    return pattern.isMissingNode() || pattern.equals(old.path("pattern"))
        ? Stream.empty()
        : Stream.of("pattern is new: " + pattern.asText());
  }

  private static Stream<String> fewerValues(JsonNode old, JsonNode present) {
    if (present.has("enum") && !old.has("enum")) {
      return Stream.of("enum is new");
    }
    return present.has("enum")
        ? added(present.path("enum"), old.path("enum"))
            .map(value -> "value %s is gone".formatted(value))
        : Stream.empty();
  }

  private static Stream<String> newRules(JsonNode old, JsonNode present) {
    return added(rules(old), rules(present))
        .map(JsonNode::asText)
        .filter(rule -> !WIDER.contains(rule))
        .map(rule -> "rule is new: " + rule);
  }

  private static List<JsonNode> rules(JsonNode schema) {
    return CrdCompatibility.items(schema.path("x-kubernetes-validations"))
        .map(rule -> rule.path("rule"))
        .toList();
  }

  private static Stream<JsonNode> added(Iterable<JsonNode> before, Iterable<JsonNode> after) {
    Set<JsonNode> known = new HashSet<>();
    before.forEach(known::add);
    return StreamSupport.stream(after.spliterator(), false).filter(value -> !known.contains(value));
  }
}
