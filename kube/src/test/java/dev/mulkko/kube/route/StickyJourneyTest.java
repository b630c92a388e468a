package dev.mulkko.kube.route;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mulkko.engine.model.Match;
import dev.mulkko.engine.model.Match.Condition;
import dev.mulkko.engine.model.Match.Source;
import dev.mulkko.engine.model.Sticky;
import dev.mulkko.engine.plan.Action.SplitRoute;
import dev.mulkko.engine.plan.Observation.Cohort;
import dev.mulkko.engine.plan.Observation.Shape;
import dev.mulkko.kube.Json;
import dev.mulkko.kube.Request;
import dev.mulkko.kube.golden.JsonPatch;
import dev.mulkko.kube.golden.Shop;
import dev.mulkko.kube.golden.Snapshots;
import dev.mulkko.kube.golden.Yaml;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cookies and their rules: there while two versions have a share, and gone whatever happens. */
class StickyJourneyTest {

  private static final String FILTERS =
      "filters: [{type: ResponseHeaderModifier, responseHeaderModifier: {add: [{name: x, value: y}], remove: [z]}}]";

  private static final String ROUTE =
      """
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: shop, namespace: shop, resourceVersion: "4"}
      spec:
        rules:
          - {name: main, matches: [{path: {type: PathPrefix, value: /a}}], backendRefs: [{name: shop, port: 80, weight: 1}]}
          - {name: other, backendRefs: [{name: blog, port: 80, weight: 1}]}
          - {name: rest, matches: [{path: {type: PathPrefix, value: /b}}], timeouts: {request: 3s}, backendRefs: [{name: shop, port: 81, weight: 1, %s}]}
          - {name: empty, matches: [{path: {type: PathPrefix, value: /c}}], backendRefs: [{name: shop, port: 82, weight: 1, filters: []}]}
      """
          .formatted(FILTERS);

  private static final Sticky STICKY = new Sticky("lane", Duration.ofHours(1), List.of(5, 50));
  private static final Match HEADER =
      new Match(List.of(new Condition(Source.Header, "x-canary", "on", false)));

  private final JsonNode home = Yaml.tree(ROUTE);
  private JsonNode route = home;

  @Test
  void afterAWholeRolloutItIsAsItWas() {
    split(0, HEADER, null);
    split(5, HEADER, STICKY);
    assertThat(shape()).isEqualTo(wanted(5, HEADER, STICKY));
    assertThat(rules(route)).hasSize(4 + 3 * 3);
    split(50, null, STICKY);
    assertThat(shape()).isEqualTo(wanted(50, null, STICKY));
    assertThat(rules(route)).hasSize(4 + 3 * 2);
    split(100, null, null);
    assertThat(shape()).isEqualTo(wanted(100, null, null));
    assertThat(rules(route)).hasSize(4);
    restore();
  }

  @Test
  void anAbortTakesSharesRulesAndCookiesBackInOneWrite() {
    split(50, HEADER, STICKY);
    split(0, null, null);
    assertThat(shape()).isEqualTo(wanted(0, null, null));
    assertThat(rules(route)).hasSize(4);
    assertThat(route.path("spec").toString()).doesNotContain("Set-Cookie", "Cookie");
    restore();
  }

  @Test
  void theWayHomeTakesThemTogetherWithTheShares() {
    split(5, null, STICKY);
    restore();
  }

  @Test
  void eachLotIsABackendThatSetsIt() {
    split(5, null, STICKY);
    assertThat(rules(route).at("/0/backendRefs"))
        .isEqualTo(
            Yaml.tree(
                """
                - {name: shop, port: 80, weight: 0}
                - {name: shop-new, port: 80, weight: 5, filters: [%1$s.5; %2$s]}
                - {name: shop-old, port: 80, weight: 45, filters: [%1$s.50; %2$s]}
                - {name: shop-old, port: 80, weight: 50, filters: [%1$s.100; %2$s]}
                """
                    .formatted(
                        "{type: ResponseHeaderModifier, responseHeaderModifier: {add: [{name: Set-Cookie, value: 'lane=new",
                        "Path=/; Max-Age=3600; HttpOnly; SameSite=Lax'}]}}")));
    assertThat(rules(route).at("/2/backendRefs/1/filters/0/responseHeaderModifier"))
        .isEqualTo(
            Yaml.tree(
                "{add: [{name: x, value: y}, {name: Set-Cookie, value: 'lane=new.5; Path=/; Max-Age=3600;"
                    + " HttpOnly; SameSite=Lax'}], remove: [z]}"));
  }

  @Test
  void whoHasDrawnIsKnownByTheCookie() {
    split(5, HEADER, STICKY);
    assertThat(rules(route).findValuesAsText("name"))
        .containsSubsequence("shop-match-0", "shop-match-3", "shop-match-6", "shop-match-8");
    assertThat(rules(route).get(8)).isEqualTo(drawn("shop-match-4", "new", "[1-5]"));
    assertThat(rules(route).get(11))
        .isEqualTo(
            drawn(
                "shop-match-7",
                "old",
                "[6-9]|1[0-9]|2[0-9]|3[0-9]|4[0-9]|5[0-9]|6[0-9]|7[0-9]|8[0-9]|9[0-9]|100"));
  }

  private static JsonNode drawn(String name, String revision, String lots) {
    return Yaml.tree(
        """
        name: %s
        matches: [{path: {type: PathPrefix, value: /b}, headers: [{type: RegularExpression, name: Cookie, value: '^(.*;\\s*)?lane=(new\\.(%s))(;.*)?$'}]}]
        timeouts: {request: 3s}
        backendRefs: [{name: shop-%s, port: 81, %s, weight: 1}]
        """
            .formatted(name, lots, revision, FILTERS));
  }

  @ParameterizedTest
  @CsvSource({"4", "6", "9"})
  void aRuleThatSomebodyRemovesIsWrittenAgain(int place) {
    split(5, null, STICKY);
    JsonNode whole = route.deepCopy();
    ((ArrayNode) rules(route)).remove(place);
    assertThat(shape()).isNotEqualTo(wanted(5, null, STICKY));
    split(5, null, STICKY);
    assertThat(route).isEqualTo(whole);
    restore();
  }

  @Test
  void aCookieThatSomebodyRemovesIsWrittenAgain() {
    split(5, null, STICKY);
    JsonNode whole = route.deepCopy();
    ((ObjectNode) rules(route).at("/0/backendRefs/1")).remove("filters");
    assertThat(shape()).isNotEqualTo(wanted(5, null, STICKY));
    split(5, null, STICKY);
    assertThat(route).isEqualTo(whole);
  }

  @Test
  void otherLotsOfTheSameShareAreWritten() {
    split(50, null, STICKY);
    Sticky edited = new Sticky("lane", Duration.ofHours(1), List.of(20, 50, 70));
    assertThat(shape()).isNotEqualTo(wanted(50, null, edited));
    split(50, null, edited);
    assertThat(shape()).isEqualTo(wanted(50, null, edited));
    restore();
  }

  @ParameterizedTest
  @CsvSource({"not json", "[]", "{}", "'{\"sticky\": {\"lots\": [100]}}'"})
  void anAnnotationThatSomebodySpoiledLeavesNoCookie(String spoiled) {
    split(5, null, STICKY);
    ((ObjectNode) route.at("/metadata/annotations")).put("mulkko.dev/restore-shop", spoiled);
    assertThat(shape()).isNotEqualTo(wanted(5, null, STICKY));
    write(router().restore());
    assertThat(shape()).isEqualTo(new Shape.Home());
    assertThat(route).isEqualTo(home);
  }

  @Test
  void whatAGitOpsToolWritesBackIsSplitAgain() {
    split(5, null, STICKY);
    ((ObjectNode) route.path("spec")).set("rules", rules(home).deepCopy());
    assertThat(shape()).isEqualTo(new Shape.Home());
    split(5, null, STICKY);
    assertThat(shape()).isEqualTo(wanted(5, null, STICKY));
    restore();
  }

  @Test
  void aRouteMayHaveRoomForIt() {
    assertThat(objections(true)).isEmpty();
  }

  @Test
  void aRouteThatHasNoRoomIsRefused() {
    for (int i = 0; i < 7; i++) {
      ((ArrayNode) rules(route))
          .add(Yaml.tree("{matches: [{path: {value: /z}}], backendRefs: [{name: news}]}"));
    }
    assertThat(objections(false))
        .containsExactly(
            "HTTPRoute shop would have 17 rules, 16 are allowed with spec.strategy.canary.sticky:"
                + " name those that the steps are about in spec.traffic.routes[].rules, or split it");
  }

  @Test
  void aRuleThatHasNoRoomForAllLotsIsRefused() {
    Sticky fine =
        new Sticky("lane", STICKY.maxAge(), List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13));
    assertThat(router().objectionsTo(fine, false)).isEmpty();
    assertThat(router().objectionsTo(fine.with(15), false))
        .first()
        .isEqualTo(
            "HTTPRoute shop would have up to 17 backends in spec.rules[0] with"
                + " spec.strategy.canary.sticky, 16 are allowed: write fewer weights in"
                + " spec.strategy.canary.steps");
  }

  @Test
  void aRuleThatLeadsToOthersTooIsRefused() {
    ((ArrayNode) rules(route).at("/0/backendRefs")).add(Yaml.tree("{name: blog, weight: 1}"));
    assertThat(objections(false))
        .containsExactly(
            "HTTPRoute shop gives a share of spec.rules[0] to others, which clients that stay with"
                + " Service shop would never meet again: give it a rule of its own, or leave out"
                + " spec.strategy.canary.sticky");
  }

  @Test
  void aRuleThatAsksForACookieIsRefused() {
    ((ObjectNode) rules(route).at("/0/matches/0"))
        .set("headers", Yaml.tree("[{name: cookie, value: a}]"));
    assertThat(objections(false))
        .containsExactly(
            "HTTPRoute shop asks for header Cookie in spec.rules[0], which can be asked for only"
                + " once: ask there for another header, or leave out spec.strategy.canary.sticky");
  }

  @Test
  void aBackendThatSetsACookieIsRefusedAlsoWhileItIsSplit() {
    ((ObjectNode) rules(route).at("/2/backendRefs/0/filters/0/responseHeaderModifier"))
        .set("set", Yaml.tree("[{name: set-cookie, value: a=b}]"));
    for (int i = 0; i < 2; i++) {
      assertThat(objections(false))
          .containsExactly(
              "HTTPRoute shop has Set-Cookie in the filters of a backend in spec.rules[2], where one"
                  + " alone can stand: move it to the filters of the rule, or leave out"
                  + " spec.strategy.canary.sticky");
      split(5, null, null);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'path: {value: /b}, queryParams: [{name: q, value: x}]', true",
    "'path: {value: /b}, headers: [{name: q, value: x}]', false",
    "'path: {value: /z}, queryParams: [{name: q, value: x}]', false",
    "'path: {value: /b}, method: GET, queryParams: [{name: q, value: x}]', false"
  })
  void aRuleThatItWouldOvertakeIsRefused(String match, boolean refused) {
    ((ObjectNode) rules(route).get(1)).set("matches", Yaml.tree("[{" + match + "}]"));
    String sentence =
        "HTTPRoute shop has spec.rules[1], whose requests spec.rules[2] would get by the cookie of"
            + " spec.strategy.canary.sticky: ask there for one header more, or leave it out";
    assertThat(objections(false)).isEqualTo(refused ? List.of(sentence) : List.of());
  }

  private List<String> objections(boolean matching) {
    return router().objectionsTo(STICKY, matching);
  }

  private static Shape wanted(int weight, @Nullable Match match, @Nullable Sticky sticky) {
    return new Shape.Split(
        Map.of("old", 100 - weight, "new", weight),
        Optional.ofNullable(match).map(requests -> new Cohort("new", requests)),
        Optional.ofNullable(sticky),
        Optional.empty());
  }

  private Shape shape() {
    return router().observed().shape();
  }

  private void split(int percent, @Nullable Match match, @Nullable Sticky sticky) {
    write(
        router().split(new SplitRoute("HTTPRoute shop", "old", "new", percent, match, sticky, 0)));
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
    return Routers.of(Snapshots.of(List.of(Yaml.tree(Shop.ROLLOUT), route)), "HTTPRoute shop");
  }

  private static JsonNode rules(JsonNode tree) {
    return tree.path("spec").path("rules");
  }
}
