package dev.mulkko.kube.route;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mulkko.engine.model.Match;
import dev.mulkko.engine.model.Match.Condition;
import dev.mulkko.engine.model.Match.Source;
import dev.mulkko.engine.plan.Action.SplitRoute;
import dev.mulkko.engine.plan.Observation;
import dev.mulkko.engine.plan.Observation.Cohort;
import dev.mulkko.engine.plan.Observation.Shape;
import dev.mulkko.kube.Json;
import dev.mulkko.kube.Request;
import dev.mulkko.kube.Request.Kind;
import dev.mulkko.kube.Request.Target;
import dev.mulkko.kube.Snapshot;
import dev.mulkko.kube.golden.JsonPatch;
import dev.mulkko.kube.golden.Shop;
import dev.mulkko.kube.golden.Snapshots;
import dev.mulkko.kube.golden.Yaml;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An Ingress through a whole rollout: what is made beside it, and what that says. */
class IngressJourneyTest {

  private static final String ROUTE = "Ingress shop";

  private static final String INGRESS =
      """
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata:
        name: shop
        namespace: shop
        resourceVersion: "4"
        annotations: {nginx.ingress.kubernetes.io/affinity: cookie}
      spec:
        ingressClassName: nginx
        rules:
          - host: shop.example
            http:
              paths:
                - {path: /, pathType: Prefix, backend: {service: {name: shop, port: {number: 80}}}}
                - {path: /news, pathType: Prefix, backend: {service: {name: news, port: {number: 80}}}}
      """;

  private JsonNode home = Yaml.tree(INGRESS);
  private @Nullable JsonNode beside;

  @Test
  void whatIsBesideItSaysItsShareUntilItIsGone() {
    assertThat(shape()).isEqualTo(new Shape.Home());
    for (int weight : new int[] {5, 50, 100, 0, 5, 0}) {
      split(weight);
      assertThat(shape()).isEqualTo(shares(100 - weight, weight));
    }
    restore();
    assertThat(shape()).isEqualTo(new Shape.Home());
  }

  /** Ingress-nginx refuses a second Ingress of a path that is no canary of the first. */
  @ParameterizedTest
  @CsvSource({"0", "5", "100"})
  void itIsACanaryFromTheWriteThatCreatesIt(int weight) {
    split(weight);
    assertThat(annotations(made()))
        .isEqualTo(
            Yaml.tree(
                "{nginx.ingress.kubernetes.io/canary: 'true',"
                    + " nginx.ingress.kubernetes.io/canary-weight: '%d',"
                        .formatted(weight == 0 ? 100 : weight)
                    + " nginx.ingress.kubernetes.io/canary-weight-total: '100'}"));
    assertThat(made().path("metadata").path("name").asText())
        .isEqualTo(weight == 0 ? "shop-old" : "shop-new");
  }

  /** Who is bound to the canary by a cookie comes back only when no backend is the canary's. */
  @Test
  void allTheTrafficOfStableIsWithoutABackendOfTheCanary() {
    split(50);
    split(0);
    assertThat(backends()).containsExactly("shop-old");
    assertThat(annotations(made()).path("nginx.ingress.kubernetes.io/canary-weight").asText())
        .isEqualTo("100");
  }

  @ParameterizedTest
  @CsvSource({
    "canary, false",
    "canary-weight, many",
    "canary-weight, 101",
    "canary-weight, ''",
    "canary-weight-total, 1000"
  })
  void whatSomebodySpoiledIsWrittenAgain(String annotation, String spoiled) {
    split(5);
    annotations(made()).put("nginx.ingress.kubernetes.io/" + annotation, spoiled);
    assertThat(shape()).isEqualTo(new Shape.Split(Map.of()));
    split(5);
    assertThat(shape()).isEqualTo(shares(95, 5));
  }

  @Test
  void partOfTheTrafficToStableByBothIsNoShareThatAStepWants() {
    split(0);
    annotations(made()).put("nginx.ingress.kubernetes.io/canary-weight", "40");
    assertThat(shape()).isEqualTo(new Shape.Split(Map.of()));
  }

  @ParameterizedTest
  @CsvSource({"shop-other", "news", "shop"})
  void aBackendThatIsNoRevisionIsWrittenAgain(String backend) {
    split(5);
    beside =
        Yaml.tree(
            Json.canonical(made())
                .replace(
                    "\"name\":\"shop-new\",\"port", "\"name\":\"%s\",\"port".formatted(backend)));
    assertThat(backends()).containsExactly(backend);
    assertThat(shape()).isEqualTo(new Shape.Split(Map.of()));
    split(5);
    assertThat(shape()).isEqualTo(shares(95, 5));
  }

  @Test
  void aPathThatIsAddedMeanwhileIsFollowed() {
    split(5);
    home = Yaml.tree(INGRESS.replace("name: news", "name: shop"));
    assertThat(shape()).isEqualTo(new Shape.Split(Map.of()));
    split(5);
    assertThat(shape()).isEqualTo(shares(95, 5));
    assertThat(made().at("/spec/rules/0/http/paths")).hasSize(2);
  }

  @Test
  void whatOthersWroteOnItStays() {
    split(5);
    annotations(made()).put("example.com/seen", "yes");
    split(50);
    assertThat(annotations(made()).path("example.com/seen").asText()).isEqualTo("yes");
  }

  @Test
  void whatIsBesideOneThatTheSpecNamesNoMoreCanBeRemoved() {
    split(5);
    ObjectNode rollout = rollout().deepCopy();
    ((ObjectNode) rollout.at("/spec/traffic")).remove("routes");
    List<Router> left = Routers.of(Snapshots.of(List.of(rollout, home, made())));
    assertThat(left).extracting(Router::name).containsExactly("Ingress shop-new");
    assertThat(left.getFirst().restore()).isInstanceOf(Request.Delete.class);
  }

  @Test
  void whatIsLeftOfADeletedOneIsNotTakenForItAndCanBeRemoved() {
    split(5);
    Snapshot seen = Snapshots.of(List.of(rollout(), made()));
    Router left = Routers.of(seen).getFirst();
    assertThat(left.name()).isEqualTo("Ingress shop-new");
    assertThat(left.observed()).extracting(Observation.Route::isSplit).isEqualTo(true);
    assertThat(left.restore())
        .isEqualTo(new Request.Delete(new Target(Kind.Ingress, "shop", "shop-new"), "u7", "7"));
  }

  @ParameterizedTest
  @CsvSource({"shop-x, new", "sho, new", "shop, other-new"})
  void whatIsBesideAnotherIsNotTakenForOurs(String ingress, String revision) {
    split(5);
    metadata().put("name", ingress + "-" + revision);
    assertThat(shape()).isEqualTo(new Shape.Home());
  }

  @Test
  void whatAnotherRolloutMadeIsNotTakenForOurs() {
    split(5);
    ((ObjectNode) metadata().path("labels")).put("mulkko.dev/rollout", "other");
    assertThat(shape()).isEqualTo(new Shape.Home());
  }

  @ParameterizedTest
  @CsvSource({"0, false", "0, true", "20, false", "100, true"})
  void someRequestsComeByAHeaderWhateverTheShare(int weight, boolean regex) {
    Match match = header("on", regex);
    split(weight, match);
    assertThat(shape()).isEqualTo(shares(100 - weight, weight, match));
    assertThat(backends()).containsExactly("shop-new");
    assertThat(annotations(made()))
        .isEqualTo(
            Yaml.tree(
                """
                nginx.ingress.kubernetes.io/canary: 'true'
                nginx.ingress.kubernetes.io/canary-weight: '%d'
                nginx.ingress.kubernetes.io/canary-weight-total: '100'
                nginx.ingress.kubernetes.io/canary-by-header: x-canary
                nginx.ingress.kubernetes.io/canary-by-header-%s: 'on'
                """
                    .formatted(weight, regex ? "pattern" : "value")));
  }

  @Test
  void anAbortTakesSharesAndRequestsBackInOneWrite() {
    split(20, header("on", false));
    split(0);
    assertThat(shape()).isEqualTo(shares(100, 0));
    assertThat(backends()).containsExactly("shop-old");
    assertThat(annotations(made()).toString()).doesNotContain("by-header");
  }

  @Test
  void otherRequestsAreFollowed() {
    split(0, header("on", false));
    split(0, header("on|all", true));
    assertThat(shape()).isEqualTo(shares(100, 0, header("on|all", true)));
    split(50);
    assertThat(shape()).isEqualTo(shares(50, 50));
  }

  @ParameterizedTest
  @CsvSource({
    "by-header-value, ''",
    "by-header-value, off",
    "by-header-pattern, on",
    "by-header, ''",
    "by-cookie, lane"
  })
  void requestsThatSomebodyEditsAreWrittenAgain(String annotation, String spoiled) {
    Match match = header("on", false);
    split(5, match);
    annotations(made()).put("nginx.ingress.kubernetes.io/canary-" + annotation, spoiled);
    assertThat(shape()).isNotEqualTo(shares(95, 5, match));
    split(5, match);
    assertThat(shape()).isEqualTo(shares(95, 5, match));
  }

  @Test
  void aHeaderThatSomebodyAddsIsTakenAway() {
    split(5);
    annotations(made()).put("nginx.ingress.kubernetes.io/canary-by-header", "x-canary");
    assertThat(shape()).isNotEqualTo(shares(95, 5));
    split(5);
    assertThat(shape()).isEqualTo(shares(95, 5));
  }

  @ParameterizedTest
  @CsvSource({"cookie, sticky, true", "cookie, legacy, false", "none, sticky, false"})
  void clientsThatAreBoundAreNotAskedForAHeader(String affinity, String binding, boolean refused) {
    annotations(home)
        .put("nginx.ingress.kubernetes.io/affinity", affinity)
        .put("nginx.ingress.kubernetes.io/affinity-canary-behavior", binding);
    assertThat(router().objectionsTo(header("on", false)))
        .isEqualTo(
            refused
                ? List.of(
                    "Ingress shop has annotation nginx.ingress.kubernetes.io/affinity, by which"
                        + " clients stay where they are before setMatch is looked at: set"
                        + " nginx.ingress.kubernetes.io/affinity-canary-behavior to legacy, or"
                        + " leave setMatch out")
                : List.of());
  }

  private static Match header(String value, boolean regex) {
    return new Match(List.of(new Condition(Source.Header, "x-canary", value, regex)));
  }

  private static Shape shares(int stable, int canary, Match match) {
    return new Shape.Split(
        Map.of("old", stable, "new", canary), Optional.of(new Cohort("new", match)));
  }

  private static Shape shares(int stable, int canary) {
    return new Shape.Split(Map.of("old", stable, "new", canary));
  }

  private List<String> backends() {
    return made()
        .at("/spec/rules/0/http/paths")
        .valueStream()
        .map(path -> path.at("/backend/service/name").asText())
        .toList();
  }

  private JsonNode made() {
    if (beside == null) {
      throw new AssertionError("nothing is beside it");
    }
    return beside;
  }

  private ObjectNode metadata() {
    return (ObjectNode) made().path("metadata");
  }

  private static ObjectNode annotations(JsonNode ingress) {
    return (ObjectNode) ingress.path("metadata").path("annotations");
  }

  private Shape shape() {
    return router().observed().shape();
  }

  private void split(int percent) {
    split(percent, null);
  }

  private void split(int percent, @Nullable Match match) {
    switch (router().split(new SplitRoute(ROUTE, "old", "new", percent, match))) {
      case Request.Create(var object) -> {
        assertThat(beside).isNull();
        beside = Yaml.sent(object);
        metadata().put("resourceVersion", "7").put("uid", "u7");
      }
      case Request.Patch patch -> {
        assertThat(patch.target().name()).isEqualTo(metadata().path("name").asText());
        beside = JsonPatch.apply(made(), Json.parse(patch.json()));
      }
      case Request.Delete delete -> throw new AssertionError(delete);
    }
  }

  private void restore() {
    assertThat(router().restore())
        .isEqualTo(
            new Request.Delete(
                new Target(Kind.Ingress, "shop", metadata().path("name").asText()), "u7", "7"));
    beside = null;
  }

  private Router router() {
    List<JsonNode> objects = new ArrayList<>(List.of(rollout(), Yaml.tree(Shop.DEPLOYMENT), home));
    if (beside != null) {
      objects.add(beside);
    }
    return Routers.of(Snapshots.of(objects), ROUTE);
  }

  private static JsonNode rollout() {
    return Yaml.tree(Shop.ROLLOUT.replace("kind: HTTPRoute", "kind: Ingress"));
  }
}
