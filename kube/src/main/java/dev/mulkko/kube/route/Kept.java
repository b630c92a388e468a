package dev.mulkko.kube.route;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mulkko.engine.plan.Action.SplitRoute;
import dev.mulkko.engine.plan.Observation.Cohort;
import dev.mulkko.kube.Json;
import dev.mulkko.kube.Names;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What was last written about clients, as the annotation of the route keeps it beside the originals
 * of its rules.
 *
 * @param cohort who gets the canary whatever its share
 * @param lots how clients stay with what they met
 */
record Kept(Optional<Cohort> cohort, Optional<Lots> lots) {

  private static final String MATCH = "match";
  private static final String STICKY = "sticky";

  static final Kept NOTHING = new Kept(Optional.empty(), Optional.empty());

  static Kept of(SplitRoute split) {
    return new Kept(
        Optional.ofNullable(split.match()).map(match -> new Cohort(split.canary(), match)),
        Lots.of(split));
  }

  static Kept of(WeightedRoute route) {
    JsonNode kept = tree(route);
    return new Kept(CohortRules.read(kept.path(MATCH)), Lots.read(kept.path(STICKY)));
  }

  /** The whole annotation; nothing when it is gone, or was edited into something else. */
  static JsonNode tree(WeightedRoute route) {
    JsonNode annotations = route.tree().path("metadata").path("annotations");
    try {
      return Json.parse(annotations.path(Names.restore(route.rollout())).asText("{}"));
    } catch (IllegalArgumentException notJson) {
      return JsonNodeFactory.instance.objectNode();
    }
  }

  void write(ObjectNode annotation) {
    cohort.ifPresent(some -> annotation.set(MATCH, CohortRules.kept(some)));
    lots.ifPresent(some -> annotation.set(STICKY, some.kept()));
  }

  /** All that get rules of their own. Some requests go before what a client has drawn. */
  List<Cohort> cohorts() {
    return Stream.concat(cohort.stream(), lots.stream().flatMap(some -> some.holders().stream()))
        .toList();
  }
}
