package dev.mulkko.kube.route;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mulkko.engine.plan.Action.NameRevisions;
import dev.mulkko.engine.plan.Action.SplitRoute;
import dev.mulkko.engine.plan.Observation.Shape;
import dev.mulkko.kube.Json;
import dev.mulkko.kube.Request;
import dev.mulkko.kube.golden.JsonPatch;
import dev.mulkko.kube.golden.Shop;
import dev.mulkko.kube.golden.Snapshots;
import dev.mulkko.kube.golden.Yaml;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A route through a whole rollout and home again. */
class RouteJourneyTest {

  private static final String ROUTE = "HTTPRoute shop";

  private final JsonNode home = Yaml.tree(Shop.ROUTE);
  private JsonNode route = home;

  @Test
  void bothRevisionsAreNamedBeforeTheyGetAnything() {
    write(router().name(new NameRevisions(ROUTE, "old", "new")));
    assertThat(router().observed().isNamed()).isTrue();
    assertThat(weights()).isEqualTo(Map.of("shop", 100, "shop-old", 0, "shop-new", 0));
    split(5);
    assertThat(weights()).isEqualTo(Map.of("shop", 0, "shop-old", 95, "shop-new", 5));
    write(router().name(new NameRevisions(ROUTE, "old", "new")));
    assertThat(router().observed().shape()).isEqualTo(new Shape.Split(Map.of("old", 0, "new", 0)));
    restore();
    assertHome();
  }

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

  /** 9 of 10 requests are the Service's, and the others keep theirs to the request. */
  @ParameterizedTest
  @CsvSource({"0", "1"})
  void othersOfTheSameRuleKeepTheirShare(int place) {
    ((ObjectNode) rules(home).at("/0/backendRefs/0")).put("weight", 9);
    ArrayNode refs = (ArrayNode) rules(home).at("/0/backendRefs");
    refs.insert(place, Yaml.tree("{name: blog, port: 80, filters: [{type: X}]}"));
    refs.add(Yaml.tree("{name: news, weight: 0}"));
    for (int weight : new int[] {0, 5, 50, 100, 33}) {
      split(weight);
      assertThat(shape()).isEqualTo(new Shape.Split(Map.of("old", 100 - weight, "new", weight)));
      assertThat(weights()).containsEntry("blog", 100).containsEntry("news", 0);
      assertThat(weights()).containsEntry("shop-old", 9 * (100 - weight));
      assertThat(weights()).containsEntry("shop-new", 9 * weight);
    }
    restore();
    assertHome();
  }

  @Test
  void whatIsLeftOfOthersWhenTheAnnotationIsGoneIsTheirShare() {
    ArrayNode refs = (ArrayNode) rules(home).at("/0/backendRefs");
    ((ObjectNode) refs.get(0)).put("weight", 9);
    refs.add(Yaml.tree("{name: blog, weight: 1}"));
    split(5);
    ((ObjectNode) route.path("metadata")).remove("annotations");
    restore();
    ((ObjectNode) rules(home).at("/2/backendRefs/0")).put("weight", 1);
    assertThat(rules(route)).isEqualTo(rules(home));
  }

  /** Two ports of one Service, say of an old and a new protocol. */
  @ParameterizedTest
  @CsvSource({"1, 3", "0, 0", "2, 0"})
  void aServiceThatARuleNamesTwiceKeepsBoth(int one, int other) {
    ArrayNode refs = (ArrayNode) rules(home).at("/0/backendRefs");
    ((ObjectNode) refs.get(0)).put("weight", one);
    refs.add(((ObjectNode) refs.get(0)).deepCopy().put("port", 81).put("weight", other));
    split(50);
    assertThat(shape()).isEqualTo(new Shape.Split(Map.of("old", 50, "new", 50)));
    assertThat(rules(route).at("/0/backendRefs").valueStream().map(ref -> ref.path("port").asInt()))
        .containsExactly(80, 80, 80, 81, 81, 81);
    restore();
    assertHome();
  }

  @Test
  void aRuleThatGivesTheServiceNothingIsLeftAlone() {
    ArrayNode refs = (ArrayNode) rules(home).at("/0/backendRefs");
    ((ObjectNode) refs.get(0)).put("weight", 0);
    refs.add(Yaml.tree("{name: blog}"));
    split(50);
    assertThat(rules(route).get(0)).isEqualTo(rules(home).get(0));
    assertThat(shape()).isEqualTo(new Shape.Split(Map.of("old", 50, "new", 50)));
    restore();
    assertHome();
  }

  private Map<String, Integer> weights() {
    return rules(route)
        .at("/0/backendRefs")
        .valueStream()
        .collect(
            Collectors.toMap(ref -> ref.path("name").asText(), ref -> ref.path("weight").asInt(1)));
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

  @Test
  void oneThatTheSpecNamesNoMoreIsStillGivenBack() {
    split(5);
    ObjectNode rollout = Yaml.tree(Shop.ROLLOUT).deepCopy();
    ((ObjectNode) rollout.at("/spec/traffic")).remove("routes");
    List<Router> left = Routers.of(Snapshots.of(List.of(rollout, route)));
    assertThat(left).extracting(Router::name).containsExactly(ROUTE);
    assertThat(left.getFirst().observed().shape())
        .isEqualTo(new Shape.Split(Map.of("old", 95, "new", 5)));
    write(left.getFirst().restore());
    assertHome();
  }

  private Shape shape() {
    return router().observed().shape();
  }

  private void split(int percent) {
    write(router().split(new SplitRoute(ROUTE, "old", "new", percent, null)));
  }

  private void restore() {
    write(router().restore());
    assertThat(shape()).isEqualTo(new Shape.Home());
  }

  private void write(Request request) {
    route = JsonPatch.apply(route, Json.parse(((Request.Patch) request).json()));
  }

  private void assertHome() {
    assertThat(route).isEqualTo(home);
  }

  private Router router() {
    return Routers.of(Snapshots.of(List.of(Yaml.tree(Shop.ROLLOUT), route)), ROUTE);
  }

  private static JsonNode rules(JsonNode tree) {
    return tree.path("spec").path("rules");
  }
}
