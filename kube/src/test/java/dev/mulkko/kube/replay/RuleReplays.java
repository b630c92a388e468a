package dev.mulkko.kube.replay;

import static dev.mulkko.kube.replay.Replay.in;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mulkko.engine.model.Match;
import dev.mulkko.engine.model.Match.Condition;
import dev.mulkko.engine.model.Match.Source;
import dev.mulkko.kube.golden.Shop;
import dev.mulkko.kube.golden.Yaml;
import java.util.List;

/** The rules of a user's route, and those that are added for some requests alone. */
final class RuleReplays {

  static final List<Replay> ALL =
      List.of(
          new Replay(
              "FL#1857",
              true,
              "the rules of an HTTPRoute are wiped",
              "each backend keeps what its user wrote: port, filters, whatever there is",
              "backends are made anew",
              in("route.WeightedEdit", "model.deepCopy();", "NODES.objectNode();"),
              RuleReplays::backendsKeepWhatTheyHave),
          new Replay(
              "AR#2266",
              false,
              "the retries of a rule are deleted",
              "only the list of backends is written, whatever else a rule has",
              "whole rules are written",
              in(
                  "route.WeightedEdit",
                  "patch.replace(route.dialect().listPath(place), refs(route, original, parts));",
                  "patch.replace(place.path(), (JsonNode) NODES.objectNode().set(\"backendRefs\", refs(route, original, parts)));"),
              RuleReplays::rulesKeepWhatTheyHave),
          new Replay(
              "GW#217",
              false,
              "rules are removed",
              "rules that are not ours are not removed",
              "each rule is taken for one of ours",
              in("route.CohortRules", ".filter(place -> isOne(route, place))", ""),
              RuleReplays::noRuleIsRemoved),
          new Replay(
              "GW#158",
              false,
              "rules for a header are edited: their weights become 0",
              "rules that were added for some requests keep their one backend, with its weight",
              "they get a weight of 0",
              in("route.CohortRules", "ref.put(\"weight\", 1)", "ref.put(\"weight\", 0)"),
              RuleReplays::addedRulesKeepTheirWeight),
          new Replay(
              "GW#151",
              false,
              "rules are there twice after some deploys: 500",
              "each write takes the rules away that it replaces",
              "nothing is taken away",
              in(
                  "route.CohortRules",
                  ".forEach(place -> patch.remove(place.path()));",
                  ".forEach(place -> place.path());"),
              RuleReplays::noRuleIsThereTwice),
          new Replay(
              "GW#207",
              false,
              "only the first rule is handled",
              "each rule that leads to the Service gets one for the chosen requests",
              "only the first is asked",
              in(
                  "route.CohortRules",
                  "for (Place place : route.touched()) {",
                  "for (Place place : route.touched().subList(0, 1)) {"),
              RuleReplays::eachRuleIsHandled));

  private RuleReplays() {}

  private static Match header(String value) {
    return new Match(List.of(new Condition(Source.Header, "x-canary", value, false)));
  }

  private static void backendsKeepWhatTheyHave() {
    JsonNode before = Yaml.tree("[{type: URLRewrite}]");
    assertThat(new Journey(Shop.ROUTE).split(5).refs(2))
        .hasSize(3)
        .allSatisfy(ref -> assertThat(ref.path("filters")).isEqualTo(before))
        .allSatisfy(ref -> assertThat(ref.path("port").asInt()).isEqualTo(8443));
  }

  private static void rulesKeepWhatTheyHave() {
    String retrying = Shop.ROUTE.replace("futureField: {kept: true}", "retry: {attempts: 3}");
    JsonNode rule = new Journey(retrying).split(5).rule(2);
    assertThat(rule.path("retry")).isEqualTo(Yaml.tree("{attempts: 3}"));
    assertThat(rule.path("matches")).isEqualTo(Yaml.tree(Shop.ROUTE).at("/spec/rules/2/matches"));
  }

  private static void noRuleIsRemoved() {
    Journey route = new Journey(Shop.ROUTE).split(5);
    assertThat(route.size()).isEqualTo(3);
    assertThat(route.rule(1)).isEqualTo(Yaml.tree(Shop.ROUTE).at("/spec/rules/1"));
  }

  private static void addedRulesKeepTheirWeight() {
    Journey route = new Journey(Shop.ROUTE);
    for (int percent : new int[] {0, 5, 50}) {
      route.split(percent, header("on"), null);
      assertThat(route.refs(3)).hasSize(1);
      assertThat(route.weights(3)).containsOnlyKeys("shop-new").containsEntry("shop-new", 1);
    }
  }

  private static void noRuleIsThereTwice() {
    Journey route = new Journey(Shop.ROUTE);
    for (String value : List.of("on", "all", "on")) {
      assertThat(route.split(5, header(value), null).size()).isEqualTo(5);
    }
    assertThat(route.split(50).size()).isEqualTo(3);
  }

  private static void eachRuleIsHandled() {
    Journey route = new Journey(Shop.ROUTE).split(0, header("on"), null);
    assertThat(route.rule(3).toString()).contains("x-canary").contains("\"port\":80");
    assertThat(route.size()).isEqualTo(5);
    assertThat(route.rule(4).toString()).contains("x-canary", "/api");
  }
}
