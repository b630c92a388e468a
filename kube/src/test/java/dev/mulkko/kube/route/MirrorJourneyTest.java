package dev.mulkko.kube.route;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mulkko.engine.model.Match;
import dev.mulkko.engine.model.Match.Condition;
import dev.mulkko.engine.model.Match.Source;
import dev.mulkko.engine.plan.Action.SplitRoute;
import dev.mulkko.engine.plan.Observation.Cohort;
import dev.mulkko.engine.plan.Observation.Mirror;
import dev.mulkko.engine.plan.Observation.Shape;
import dev.mulkko.kube.Json;
import dev.mulkko.kube.Request;
import dev.mulkko.kube.golden.JsonPatch;
import dev.mulkko.kube.golden.Shop;
import dev.mulkko.kube.golden.Snapshots;
import dev.mulkko.kube.golden.Yaml;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Filters that send copies of requests: there while they are wanted, and gone whatever happens. */
class MirrorJourneyTest {

  private static final String ROUTE = "HTTPRoute shop";

  private static final Match HEADER =
      new Match(List.of(new Condition(Source.Header, "x-canary", "on", false)));

  private final JsonNode home = Yaml.tree(Shop.ROUTE);
  private JsonNode route = home;

  MirrorJourneyTest() {
    ((ObjectNode) rules(home).get(2)).set("filters", Yaml.tree("[{type: URLRewrite}]"));
  }

  @Test
  void afterAWholeRolloutItIsAsItWas() {
    for (int percent : new int[] {20, 100, 1}) {
      split(0, percent);
      assertThat(shape()).isEqualTo(wanted(0, percent));
    }
    split(5, 0);
    assertThat(shape()).isEqualTo(wanted(5, 0));
    assertThat(filters(0)).isEmpty();
    assertThat(filters(2)).isEqualTo(rules(home).at("/2/filters"));
    split(100, 0);
    restore();
  }

  @Test
  void theWayHomeTakesThemTogetherWithTheShares() {
    split(0, 20);
    restore();
  }

  /** As the API server would store it, so that it is not taken for somebody else's change. */
  @Test
  void oneStandsBehindThoseOfTheUserAndNamesTheRevisionAtTheRulesOwnPort() {
    split(0, 20);
    assertThat(filters(2))
        .isEqualTo(
            Yaml.tree(
                """
                - {type: URLRewrite}
                - type: RequestMirror
                  requestMirror: {backendRef: {group: "", kind: Service, name: shop-new, port: 8443}, percent: 20}
                """));
    assertThat(filters(0)).hasSize(1);
    assertThat(rules(route).get(1)).isEqualTo(rules(home).get(1));
  }

  @Test
  void aCopyOfEachIsWrittenWithoutAShare() {
    split(0, 100);
    assertThat(filters(0).at("/0/requestMirror").has("percent")).isFalse();
  }

  @Test
  void requestsThatAreTheCanarysAloneAreNotCopied() {
    split(0, HEADER, 20);
    assertThat(shape())
        .isEqualTo(
            new Shape.Split(
                Map.of("old", 100, "new", 0),
                Optional.of(new Cohort("new", HEADER)),
                Optional.empty(),
                Optional.of(new Mirror("new", 20))));
    assertThat(rules(route).get(3).has("filters")).isFalse();
    assertThat(rules(route).at("/4/filters")).isEqualTo(rules(home).at("/2/filters"));
    restore();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2})
  void aFilterThatSomebodyTakesAwayIsMissed(int rule) {
    split(0, 20);
    ((ObjectNode) rules(route).get(rule)).remove("filters");
    assertThat(shape()).isEqualTo(new Shape.Split(Map.of()));
    split(0, 20);
    assertThat(shape()).isEqualTo(wanted(0, 20));
  }

  @Test
  void aShareThatSomebodyChangesIsSeen() {
    split(0, 20);
    ((ObjectNode) filters(0).at("/0/requestMirror")).put("percent", 90);
    assertThat(shape()).isNotEqualTo(wanted(0, 20));
    split(0, 20);
    restore();
  }

  @Test
  void aPortThatSomebodyChangesIsSeen() {
    split(0, 20);
    ((ObjectNode) filters(0).at("/0/requestMirror/backendRef")).put("port", 1);
    assertThat(shape()).isEqualTo(new Shape.Split(Map.of()));
    split(0, 20);
    restore();
  }

  @Test
  void aFilterOfTheUserThatComesMeanwhileStays() {
    split(0, 20);
    ((ArrayNode) filters(0)).insert(0, Yaml.tree("{type: X}"));
    split(0, 50);
    assertThat(shape()).isEqualTo(wanted(0, 50));
    write(router().restore());
    assertThat(filters(0)).isEqualTo(Yaml.tree("[{type: X}]"));
  }

  /** Its backends were set back, or lead elsewhere by now: the filter is ours all the same. */
  @ParameterizedTest
  @ValueSource(strings = {"shop", "blog"})
  void aFilterThatIsLeftInARuleIsTakenAway(String service) {
    split(0, 20);
    for (int rule : new int[] {0, 2}) {
      ObjectNode backend = (ObjectNode) rules(home).get(rule).at("/backendRefs/0");
      backend.put("name", service);
      ((ObjectNode) rules(route).get(rule))
          .set("backendRefs", rules(home).at("/%d/backendRefs".formatted(rule)));
    }
    assertThat(shape()).isNotEqualTo(new Shape.Home());
    restore();
  }

  @Test
  void anAnnotationThatSomebodySpoiledDoesNotKeepThem() {
    split(0, 20);
    ((ObjectNode) route.at("/metadata/annotations")).put("mulkko.dev/restore-shop", "not json");
    ((ObjectNode) rules(home).at("/2/backendRefs/0")).put("weight", 1);
    restore();
  }

  private static Shape wanted(int weight, int copies) {
    return new Shape.Split(
        Map.of("old", 100 - weight, "new", weight),
        Optional.empty(),
        Optional.empty(),
        Optional.of(new Mirror("new", copies)).filter(mirror -> mirror.percent() > 0));
  }

  private JsonNode filters(int rule) {
    return rules(route).get(rule).path("filters");
  }

  private Shape shape() {
    return router().observed().shape();
  }

  private void split(int percent, int copies) {
    split(percent, null, copies);
  }

  private void split(int percent, @Nullable Match match, int copies) {
    write(router().split(new SplitRoute(ROUTE, "old", "new", percent, match, null, copies)));
  }

  private void restore() {
    write(router().restore());
    assertThat(shape()).isEqualTo(new Shape.Home());
    assertThat(route).isEqualTo(home);
  }

  private void write(Request request) {
    route = JsonPatch.apply(route, Json.parse(((Request.Patch) request).json()));
  }

  private Router router() {
    return Routers.of(Snapshots.of(List.of(Yaml.tree(Shop.ROLLOUT), route)), ROUTE);
  }

  private static JsonNode rules(JsonNode tree) {
    return tree.path("spec").path("rules");
  }
}
