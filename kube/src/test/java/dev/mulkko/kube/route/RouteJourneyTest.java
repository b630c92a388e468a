package dev.mulkko.kube.route;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mulkko.engine.plan.Action.SplitRoute;
import dev.mulkko.engine.plan.Observation.Shape;
import dev.mulkko.kube.Json;
import dev.mulkko.kube.PatchDocument;
import dev.mulkko.kube.golden.JsonPatch;
import dev.mulkko.kube.golden.Shop;
import dev.mulkko.kube.golden.Snapshots;
import dev.mulkko.kube.golden.Yaml;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A route through a whole rollout and home again. */
class RouteJourneyTest {

  private final JsonNode home = Yaml.tree(Shop.ROUTE);
  private JsonNode route = home;

  @Test
  void afterAWholeRolloutItIsAsItWas() {
    for (int weight : new int[] {0, 5, 50, 100, 0}) {
      split(weight);
      assertThat(shape()).isEqualTo(new Shape.Split(Map.of("old", 100 - weight, "new", weight)));
    }
    restore();
    assertHome();
  }

  @ParameterizedTest
  @CsvSource({"0", "1", "2", "3"})
  void aRuleThatIsInsertedMeanwhileMovesNothing(int place) {
    split(5);
    ((ArrayNode) rules(route)).insert(place, Yaml.tree("{backendRefs: [{name: news}]}"));
    split(50);
    restore();
    ((ArrayNode) rules(route)).remove(place);
    assertHome();
  }

  @ParameterizedTest
  @CsvSource({"0", "1"})
  void aRuleThatIsRemovedMeanwhileIsNotMissed(int place) {
    split(5);
    ((ArrayNode) rules(route)).remove(place);
    restore();
    ((ArrayNode) rules(home)).remove(place);
    assertHome();
  }

  @Test
  void whatAGitOpsToolWritesBackIsSplitAgainAndIsTheNewOriginal() {
    split(5);
    ((ArrayNode) rules(route)).set(2, rules(home).get(2));
    assertThat(shape()).isEqualTo(new Shape.Split(Map.of()));
    split(5);
    assertThat(shape()).isEqualTo(new Shape.Split(Map.of("old", 95, "new", 5)));
    restore();
    assertHome();
  }

  @ParameterizedTest
  @CsvSource({"not json", "[]", "null", "'\"\"'", "{}", "'{\"0\": 5, \"2\": []}'"})
  void anAnnotationThatSomebodySpoiledDoesNotKeepTheTrafficAway(String spoiled) {
    split(100);
    ((ObjectNode) route.at("/metadata/annotations")).put("mulkko.dev/restore-shop", spoiled);
    restore();
    ((ObjectNode) rules(home).at("/2/backendRefs/0")).put("weight", 1);
    assertHome();
  }

  @Test
  void whatIsNotOursIsLeftByteForByte() {
    ((ObjectNode) home.path("metadata"))
        .set("annotations", Yaml.tree("{mulkko.dev/restore-b: ' {'}"));
    split(5);
    for (String path : List.of("/metadata/annotations/mulkko.dev~1restore-b", "/spec/rules/1")) {
      assertThat(route.at(path)).isEqualTo(home.at(path));
      assertThat(route.at(path).isMissingNode()).isFalse();
    }
    assertThat(route.at("/spec/parentRefs")).isEqualTo(home.at("/spec/parentRefs"));
    assertThat(route.at("/spec/rules/2/futureField"))
        .isEqualTo(home.at("/spec/rules/2/futureField"));
    restore();
    assertHome();
  }

  private Shape shape() {
    return http().observed().shape();
  }

  private void split(int percent) {
    write(RouteEdit.split(http(), new SplitRoute("old", "new", percent)));
  }

  private void restore() {
    write(RouteEdit.restore(http()));
    assertThat(shape()).isEqualTo(new Shape.Home());
  }

  private void write(PatchDocument patch) {
    route = JsonPatch.apply(route, Json.parse(patch.toJson()));
  }

  private void assertHome() {
    assertThat(route).isEqualTo(home);
  }

  private HttpRoute http() {
    return HttpRoute.of(Snapshots.of(List.of(Yaml.tree(Shop.ROLLOUT), route))).orElseThrow();
  }

  private static JsonNode rules(JsonNode tree) {
    return tree.path("spec").path("rules");
  }
}
