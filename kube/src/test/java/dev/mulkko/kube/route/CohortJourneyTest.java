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
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Rules for some requests alone: there while they are wanted, and gone whatever happens. */
class CohortJourneyTest {

  private static final String RULES =
      """
      metadata: {name: shop, namespace: shop, resourceVersion: "4"}
      spec:
        rules:
          - {name: main, matches: [{%s}, {%s}], filters: [{type: X}], backendRefs: [{name: shop, port: 80, weight: 1}]}
          - {name: other, backendRefs: [{name: blog, port: 80, weight: 1}]}
          - {name: rest, timeouts: {request: 3s}, backendRefs: [{name: shop, port: 81, weight: 1}]}
      """;

  private static final String INGRESS_ROUTE =
      """
      apiVersion: traefik.io/v1alpha1
      kind: IngressRoute
      metadata: {name: shop, namespace: shop, resourceVersion: "4"}
      spec:
        routes:
          - {kind: Rule, match: Host(`a.b`) || Host(`c.d`), middlewares: [{name: slow}], services: [{name: shop, port: 80}]}
          - {kind: Rule, match: Host(`blog.b`), services: [{name: blog, port: 80}]}
          - {kind: Rule, match: Path(`/x`), priority: 7, services: [{name: shop, port: 81}]}
      """;

  private static final Match HEADER = header("on");
  private static final Cohort COHORT = new Cohort("new", HEADER);

  enum Kind {
    HTTPRoute(
        "apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\n"
            + RULES.formatted(
                "path: {type: Exact, value: /a}", "method: GET, headers: [{name: x, value: y}]"),
        "rules"),
    GRPCRoute(
        "apiVersion: gateway.networking.k8s.io/v1\nkind: GRPCRoute\n"
            + RULES.formatted("method: {service: shop.Cart}", "headers: [{name: x, value: y}]"),
        "rules"),
    IngressRoute(INGRESS_ROUTE, "routes");

    private final String text;
    private final String field;

    Kind(String text, String field) {
      this.text = text;
      this.field = field;
    }
  }

  private Kind kind = Kind.HTTPRoute;
  private JsonNode home = Yaml.tree(kind.text);
  private JsonNode route = home;

  private void of(Kind next) {
    kind = next;
    home = Yaml.tree(kind.text);
    route = home;
  }

  @ParameterizedTest
  @EnumSource
  void afterAWholeRolloutItIsAsItWas(Kind next) {
    of(next);
    for (int weight : new int[] {0, 5, 50}) {
      split(weight, HEADER);
      assertThat(shape()).isEqualTo(wanted(weight, Optional.of(COHORT)));
      assertThat(rules(route)).hasSize(5);
    }
    split(50, header("all"));
    assertThat(shape()).isEqualTo(wanted(50, Optional.of(new Cohort("new", header("all")))));
    split(100, null);
    assertThat(shape()).isEqualTo(wanted(100, Optional.empty()));
    assertThat(rules(route)).hasSize(3);
    restore();
  }

  @ParameterizedTest
  @EnumSource
  void anAbortTakesSharesAndRulesBackInOneWrite(Kind next) {
    of(next);
    split(20, HEADER);
    split(0, null);
    assertThat(shape()).isEqualTo(wanted(0, Optional.empty()));
    assertThat(rules(route)).hasSize(3);
    restore();
  }

  @ParameterizedTest
  @EnumSource
  void theWayHomeTakesThemTogetherWithTheShares(Kind next) {
    of(next);
    split(20, HEADER);
    restore();
  }

  @Test
  void eachMatchOfARuleIsNarrowedAndAllElseIsCopied() {
    split(5, HEADER);
    JsonNode rule = rules(route).get(3);
    String on = "{type: Exact, name: x-canary, value: 'on'}";
    assertThat(rule)
        .isEqualTo(
            Yaml.tree(
                """
                name: shop-match-0
                matches: [{path: {type: Exact, value: /a}, headers: [%s]}, {method: GET, headers: [{name: x, value: y}, %s]}]
                filters: [{type: X}]
                backendRefs: [{name: shop-new, port: 80, weight: 1}]
                """
                    .formatted(on, on)));
    assertThat(rules(route).get(4))
        .isEqualTo(
            Yaml.tree(
                """
                name: shop-match-1
                matches: [{path: {type: PathPrefix, value: /}, headers: [%s]}]
                timeouts: {request: 3s}
                backendRefs: [{name: shop-new, port: 81, weight: 1}]
                """
                    .formatted(on)));
  }

  /** By its length it could go before rules that are none of ours. */
  @Test
  void aRuleOfTraefikGoesJustBeforeTheOneThatItIsMadeOf() {
    of(Kind.IngressRoute);
    split(5, HEADER);
    assertThat(rules(route).get(3))
        .isEqualTo(
            Yaml.tree(
                """
                kind: Rule
                match: (Host(`a.b`) || Host(`c.d`)) && Header(`x-canary`, `on`)
                priority: 27
                middlewares: [{name: slow}]
                services: [{name: shop-new, port: 80}]
                """));
    assertThat(rules(route).get(4).path("priority").asInt()).isEqualTo(8);
  }

  @Test
  void cookiesAndQueriesAreAskedForInTheWordsOfTheRoute() {
    Match match =
        new Match(
            List.of(
                new Condition(Source.Cookie, "lane", "a.b", false),
                new Condition(Source.Query, "canary", "1", false)));
    split(5, match);
    assertThat(rules(route).at("/4/matches/0/headers"))
        .isEqualTo(
            Yaml.tree(
                "[{type: RegularExpression, name: Cookie, value: '^(.*;\\s*)?lane=a\\.b(;.*)?$'}]"));
    assertThat(rules(route).at("/4/matches/0/queryParams"))
        .isEqualTo(Yaml.tree("[{type: Exact, name: canary, value: '1'}]"));
    of(Kind.IngressRoute);
    split(5, match);
    assertThat(rules(route).at("/4/match").asText())
        .isEqualTo(
            "(Path(`/x`)) && HeaderRegexp(`Cookie`, `^(.*;\\s*)?lane=a\\.b(;.*)?$`) &&"
                + " Query(`canary`, `1`)");
  }

  @ParameterizedTest
  @CsvSource({
    "lane=canary, true",
    "a=b; lane=canary, true",
    "lane=canary; a=b, true",
    "a=b;lane=canary;c=d, true",
    "lane=canary2, false",
    "xlane=canary, false",
    "a=lane=canary, false",
    "lane=Canary, false"
  })
  void aCookieIsFoundAmongOthersAndNeverInOthers(String header, boolean found) {
    split(5, new Match(List.of(new Condition(Source.Cookie, "lane", "canary", false))));
    String regex = rules(route).at("/4/matches/0/headers/0/value").asText();
    assertThat(header.matches(regex)).isEqualTo(found);
    assertThat(Pattern.compile(regex).matcher(header).find()).isEqualTo(found);
  }

  /** Users are told to begin an expression with ^ and to end it with $. */
  @ParameterizedTest
  @CsvSource({
    "^beta-[0-9]+$, a=b; lane=beta-7; c=d, true",
    "beta-[0-9]+, lane=beta-7, true",
    "^beta-[0-9]+$, lane=beta-x, false",
    "^beta-[0-9]+$, lane=beta-7x, false",
    "^beta-[0-9]+$, xlane=beta-7, false",
    "^a\\$, lane=a$, true"
  })
  void anExpressionIsForAllOfTheValueOfACookie(String value, String header, boolean found) {
    split(5, new Match(List.of(new Condition(Source.Cookie, "lane", value, true))));
    String regex = rules(route).at("/4/matches/0/headers/0/value").asText();
    assertThat(header.matches(regex)).isEqualTo(found);
    assertThat(Pattern.compile(regex).matcher(header).find()).isEqualTo(found);
  }

  @ParameterizedTest
  @CsvSource({"0", "1", "3", "4", "5"})
  void aRuleThatIsInsertedMeanwhileMovesNothing(int place) {
    split(5, HEADER);
    JsonNode news = Yaml.tree("{backendRefs: [{name: news}]}");
    ((ArrayNode) rules(route)).insert(place, news);
    split(50, HEADER);
    assertThat(shape()).isEqualTo(wanted(50, Optional.of(COHORT)));
    write(router().restore());
    ArrayNode left = (ArrayNode) rules(route);
    left.remove(left.valueStream().toList().indexOf(news));
    assertThat(route).isEqualTo(home);
  }

  @ParameterizedTest
  @EnumSource
  void aRuleWhoseSourceIsGoneIsTakenAway(Kind next) {
    of(next);
    split(5, HEADER);
    ((ArrayNode) rules(route)).remove(0);
    assertThat(shape()).isNotEqualTo(wanted(5, Optional.of(COHORT)));
    split(5, HEADER);
    assertThat(rules(route)).hasSize(3);
    ((ArrayNode) rules(home)).remove(0);
    restore();
  }

  @ParameterizedTest
  @EnumSource
  void theyAreTakenAwayAlsoWhenAllTheirSourcesAreGone(Kind next) {
    of(next);
    split(5, HEADER);
    ((ArrayNode) rules(route)).remove(2);
    ((ArrayNode) rules(route)).remove(0);
    assertThat(shape()).isNotEqualTo(new Shape.Home());
    ((ArrayNode) rules(home)).remove(2);
    ((ArrayNode) rules(home)).remove(0);
    restore();
  }

  @ParameterizedTest
  @CsvSource({"3", "4"})
  void oneThatSomebodyRemovesIsWrittenAgain(int place) {
    split(5, HEADER);
    JsonNode whole = route.deepCopy();
    ((ArrayNode) rules(route)).remove(place);
    assertThat(shape()).isNotEqualTo(wanted(5, Optional.of(COHORT)));
    split(5, HEADER);
    assertThat(route).isEqualTo(whole);
    restore();
  }

  @Test
  void oneThatSomebodyEditsIsWrittenAgain() {
    split(5, HEADER);
    JsonNode whole = route.deepCopy();
    ((ObjectNode) rules(route).get(3)).remove("filters");
    assertThat(shape()).isNotEqualTo(wanted(5, Optional.of(COHORT)));
    split(5, HEADER);
    assertThat(route).isEqualTo(whole);
  }

  @Test
  void aRuleThatItsUserEditsMeanwhileIsFollowed() {
    split(5, HEADER);
    for (JsonNode tree : List.of(route, home)) {
      ((ObjectNode) rules(tree).get(2)).set("timeouts", Yaml.tree("{request: 9s}"));
    }
    assertThat(shape()).isNotEqualTo(wanted(5, Optional.of(COHORT)));
    split(5, HEADER);
    assertThat(rules(route).at("/4/timeouts/request").asText()).isEqualTo("9s");
    restore();
  }

  @ParameterizedTest
  @CsvSource({"not json", "[]", "null", "'\"\"'", "{}", "'{\"0\": 5, \"match\": [7]}'"})
  void anAnnotationThatSomebodySpoiledDoesNotKeepThem(String spoiled) {
    split(5, HEADER);
    ((ObjectNode) route.at("/metadata/annotations")).put("mulkko.dev/restore-shop", spoiled);
    assertThat(shape()).isNotEqualTo(wanted(5, Optional.of(COHORT)));
    restore();
  }

  @Test
  void whatAGitOpsToolWritesBackIsSplitAgain() {
    split(5, HEADER);
    ((ArrayNode) rules(route)).set(0, rules(home).get(0));
    ((ArrayNode) rules(route)).set(2, rules(home).get(2));
    assertThat(shape()).isNotEqualTo(new Shape.Home());
    split(5, HEADER);
    assertThat(shape()).isEqualTo(wanted(5, Optional.of(COHORT)));
    restore();
  }

  @Test
  void aRouteThatHasNoRoomIsRefused() {
    for (int i = 0; i < 12; i++) {
      ((ArrayNode) rules(route)).add(Yaml.tree("{backendRefs: [{name: news}]}"));
    }
    assertThat(router().objectionsTo(HEADER))
        .containsExactly(
            "HTTPRoute shop would have 17 rules, 16 are allowed with setMatch: name those that the"
                + " steps are about in spec.traffic.routes[].rules, or split it");
  }

  @Test
  void aHeaderThatARuleAsksForAlreadyIsRefused() {
    assertThat(
            router()
                .objectionsTo(new Match(List.of(new Condition(Source.Header, "X", "on", false)))))
        .containsExactly(
            "HTTPRoute shop asks for header x in spec.rules[0] already: name another one in"
                + " setMatch");
  }

  @Test
  void aRuleThatHasOurNameIsRefusedAndLeftAlone() {
    ((ObjectNode) rules(route).get(1)).put("name", "shop-match-7");
    assertThat(router().objectionsTo(HEADER))
        .containsExactly(
            "HTTPRoute shop has a rule shop-match-7, a name that setMatch gives: give it another"
                + " one");
    split(5, HEADER);
    restore();
  }

  @Test
  void anOldSyntaxOfTraefikIsRefused() {
    of(Kind.IngressRoute);
    ((ObjectNode) rules(route).get(0)).put("syntax", "v2");
    assertThat(router().objectionsTo(HEADER))
        .containsExactly(
            "IngressRoute shop has syntax v2 in spec.routes[0], in which setMatch cannot be"
                + " written: write its match as v3");
  }

  private static Match header(String value) {
    return new Match(List.of(new Condition(Source.Header, "x-canary", value, false)));
  }

  private static Shape wanted(int weight, Optional<Cohort> cohort) {
    return new Shape.Split(
        Map.of("old", 100 - weight, "new", weight), cohort, Optional.empty(), Optional.empty());
  }

  private Shape shape() {
    return router().observed().shape();
  }

  private void split(int percent, @Nullable Match match) {
    write(router().split(new SplitRoute(kind + " shop", "old", "new", percent, match)));
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
    JsonNode rollout = Yaml.tree(Shop.ROLLOUT.replace("kind: HTTPRoute", "kind: " + kind));
    return Routers.of(Snapshots.of(List.of(rollout, route)), kind + " shop");
  }

  private JsonNode rules(JsonNode tree) {
    return tree.path("spec").path(kind.field);
  }
}
