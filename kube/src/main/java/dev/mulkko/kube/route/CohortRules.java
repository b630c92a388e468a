package dev.mulkko.kube.route;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mulkko.engine.model.Match;
import dev.mulkko.engine.plan.Observation.Cohort;
import dev.mulkko.kube.Names;
import dev.mulkko.kube.PatchDocument;
import dev.mulkko.kube.route.Dialect.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The rules that send some requests to one revision alone: for each touched rule one more, at the
 * end of the list, so that the others keep their places. They are told from the user's by what no
 * user writes, not by what is remembered of them.
 */
final class CohortRules {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private CohortRules() {}

  /** Whether a rule is one of these. */
  static boolean isOne(WeightedRoute route, Place place) {
    List<JsonNode> refs = route.dialect().refs(place).valueStream().toList();
    boolean toRevisions =
        !refs.isEmpty()
            && refs.stream().allMatch(ref -> route.revisions().isOwn(ref))
            && refs.stream().allMatch(route.revisions()::isRevision);
    return toRevisions
        && switch (route.dialect()) {
          case HTTPRoute, GRPCRoute -> Names.isMatchRule(route.rollout(), place.name());
          // Its rules have no names; what is split always has weights.
          case IngressRoute -> refs.stream().noneMatch(ref -> ref.has("weight"));
          case TraefikService -> false;
        };
  }

  /** Whether those that stand there are the ones that these shall have, and no others. */
  static boolean areOf(WeightedRoute route, List<Cohort> cohorts) {
    return present(route).stream().map(Place::holder).toList().equals(rules(route, cohorts));
  }

  static List<Place> present(WeightedRoute route) {
    return route.places().stream().filter(place -> isOne(route, place)).toList();
  }

  /** Takes away those that stand there, unless they are right, and adds those that shall. */
  static void write(WeightedRoute route, List<Cohort> wanted, PatchDocument patch) {
    if (areOf(route, wanted)) {
      return;
    }
    List<Place> present = present(route);
    List<JsonNode> rules = rules(route, wanted);
    present.stream()
        .sorted(Comparator.comparingInt(Place::index).reversed())
        .forEach(place -> patch.remove(place.path()));
    int end = route.places().size() - present.size();
    for (int i = 0; i < rules.size(); i++) {
      patch.add(route.dialect().holdersPath() + "/" + (end + i), rules.get(i));
    }
  }

  /** Where one request is of two of them, the first has it. */
  private static List<JsonNode> rules(WeightedRoute route, List<Cohort> cohorts) {
    List<JsonNode> rules = new ArrayList<>();
    for (Cohort cohort : cohorts) {
      for (Place place : route.touched()) {
        rules.add(rule(route, place, cohort, rules.size()));
      }
    }
    return rules;
  }

  /** The same as the rule itself, narrowed, and to the revision alone. */
  private static ObjectNode rule(WeightedRoute route, Place place, Cohort cohort, int number) {
    ObjectNode rule = place.holder().deepCopy();
    rule.set(
        route.dialect().list(), NODES.arrayNode().add(backend(route, place, cohort.revision())));
    // What goes to the revision is not copied to it as well.
    if (!MirrorFilters.own(route, place).isEmpty()) {
      ArrayNode users = MirrorFilters.users(route, place);
      rule.remove("filters");
      if (!users.isEmpty()) {
        rule.set("filters", users);
      }
    }
    switch (route.dialect()) {
      case HTTPRoute, GRPCRoute -> {
        rule.put("name", Names.matchRule(route.rollout(), number));
        rule.set(
            "matches",
            Conditions.added(rule.path("matches"), route.dialect().matchOfAll(), cohort.match()));
      }
      case IngressRoute -> {
        rule.put("match", Conditions.added(rule.path("match").asText(), cohort.match()));
        // Just before the rule itself: by its length, as usual, it could overtake those of others.
        int own = place.holder().path("priority").asInt();
        rule.put("priority", 1 + (own > 0 ? own : place.holder().path("match").asText().length()));
      }
      case TraefikService -> throw new IllegalStateException("it cannot tell requests apart");
    }
    return rule;
  }

  private static JsonNode backend(WeightedRoute route, Place place, String revision) {
    ObjectNode ref = WeightedEdit.model(route, place).deepCopy();
    ref.put("name", Names.backend(route.revisions().service(), revision));
    ref.remove("weight");
    // The API server would write it, and what it wrote would not be what was meant.
    return route.dialect() == Dialect.IngressRoute ? ref : ref.put("weight", 1);
  }

  /** As it is kept in the annotation. */
  static JsonNode kept(Cohort cohort) {
    ArrayNode conditions = NODES.arrayNode();
    cohort
        .match()
        .conditions()
        .forEach(
            one ->
                conditions.add(
                    NODES
                        .objectNode()
                        .put("source", one.source().name())
                        .put("name", one.name())
                        .put("value", one.value())
                        .put("regex", one.regex())));
    ObjectNode kept = NODES.objectNode().put("revision", cohort.revision());
    kept.set("conditions", conditions);
    return kept;
  }

  /** Nothing when it is none, or was edited into something else. */
  static Optional<Cohort> read(JsonNode kept) {
    try {
      List<Match.Condition> conditions =
          kept.path("conditions")
              .valueStream()
              .map(
                  one ->
                      new Match.Condition(
                          Match.Source.valueOf(one.path("source").asText()),
                          one.path("name").asText(),
                          one.path("value").asText(),
                          one.path("regex").asBoolean()))
              .toList();
      return conditions.isEmpty()
          ? Optional.empty()
          : Optional.of(new Cohort(kept.path("revision").asText(), new Match(conditions)));
    } catch (IllegalArgumentException spoiled) {
      return Optional.empty();
    }
  }
}
