package dev.mulkko.kube.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.engine.model.Match;
import dev.mulkko.engine.model.Match.Condition;
import dev.mulkko.engine.model.Match.Source;
import dev.mulkko.engine.model.Step;
import dev.mulkko.engine.model.Strategy;
import dev.mulkko.engine.model.Strategy.Canary;
import dev.mulkko.kube.golden.Shop;
import dev.mulkko.kube.golden.Snapshots;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class ObjectionsTest {

  private static final List<String> SHOP =
      List.of(Shop.ROLLOUT, Shop.DEPLOYMENT, Shop.SERVICE, Shop.ROUTE);

  @Test
  void anOrdinaryShopMayBeAttached() {
    assertThat(objections(SHOP)).isEmpty();
  }

  @ParameterizedTest
  @CsvFileSource(resources = "/objections.txt", delimiter = '|', numLinesToSkip = 1)
  void whatStandsAgainstItIsSaidWithAWayOut(String part, String instead, String sentence) {
    List<String> changed = SHOP.stream().map(text -> text.replace(part, instead)).toList();
    assertThat(changed).isNotEqualTo(SHOP);
    assertThat(objections(changed)).containsExactly(sentence);
  }

  @Test
  void aPinnedServiceIsStillOne() {
    String pinned = "selector: {app: shop, pod-template-hash: old}, ports";
    assertThat(objections(replaced("selector: {app: shop}, ports", pinned))).isEmpty();
  }

  @Test
  void whatIsMissingIsNoObjection() {
    assertThat(objections(List.of(Shop.ROLLOUT))).isEmpty();
  }

  @Test
  void theOlderRolloutKeepsWhatTwoClaim() {
    assertThat(objections(with("2026-11-19T09:00:00Z", "blue")))
        .containsExactly(
            "spec.workloadRef.name is shop, which Rollout blue has already: name another Deployment, or delete one of the two Rollouts",
            "spec.traffic.service is shop, which Rollout blue has already: give each Deployment a Service of its own");
    assertThat(objections(with("2026-11-21T09:00:00Z", "blue"))).isEmpty();
  }

  @Test
  void ofTwoThatAreEquallyOldTheNameDecides() {
    assertThat(objections(with("2026-11-20T09:00:00Z", "blue"))).hasSize(2);
    assertThat(objections(with("2026-11-20T09:00:00Z", "zoo"))).isEmpty();
  }

  /** Neither by age nor by name is anything taken from one that already works with it. */
  @Test
  void oneThatIsAttachedKeepsItFromOneThatIsNot() {
    List<String> mineIsNew = withoutStatus(SHOP);
    String attached = neighbour("2026-11-21T09:00:00Z", "zoo");
    assertThat(objections(and(mineIsNew, attached))).hasSize(2);
    String older = withoutStatus(List.of(neighbour("2026-11-19T09:00:00Z", "a"))).getFirst();
    assertThat(objections(and(SHOP, older))).isEmpty();
  }

  @Test
  void aRecreatedDeploymentMayBeAllowedToRunTwoVersions() {
    List<String> recreated =
        SHOP.stream()
            .map(text -> text.replace("replicas: 6", "strategy: {type: Recreate}"))
            .toList();
    assertThat(objections(recreated)).hasSize(1);
    assertThat(allowing(recreated, "false")).hasSize(1);
    assertThat(allowing(recreated, "true")).isEmpty();
  }

  @Test
  void aRouteOfPreviewsMustExistAndLeadToTheService() {
    List<String> previewed =
        SHOP.stream()
            .map(
                text ->
                    text.replaceAll(
                        "canary: \\{steps: \\[.*]",
                        "blueGreen: {previewRoutes: [{kind: HTTPRoute, name: preview}]"))
            .toList();
    assertThat(objections(previewed))
        .containsExactly(
            "HTTPRoute preview does not exist: create it, or leave it out of spec.strategy.blueGreen.previewRoutes");
    String preview = Shop.ROUTE.replace("name: shop, namespace", "name: preview, namespace");
    assertThat(objections(and(previewed, preview))).isEmpty();
    assertThat(objections(and(previewed, preview.replace("name: shop, port", "name: blog, port"))))
        .containsExactly(
            "HTTPRoute preview has no rule with Service shop in its backendRefs: name in spec.strategy.blueGreen.previewRoutes[0].name the route that sends traffic to it, or add the rule");
  }

  private static List<String> allowing(List<String> objects, String two) {
    String allowed = "kind: Deployment, name: shop, allowTwoVersions: " + two;
    return objections(
        objects.stream().map(o -> o.replace("kind: Deployment, name: shop", allowed)).toList());
  }

  @Test
  void aServiceThatAlsoHasPodsOfOthersIsNotNarrowed() {
    List<String> shop = and(SHOP, Shop.replicaSet("old", true));
    assertThat(objections(and(shop, endpoint("shop-old-aaaaa", "true")))).isEmpty();
    assertThat(objections(and(shop, endpoint("blog-old-aaaaa", "false")))).isEmpty();
    assertThat(objections(and(shop, endpoint("blog-old-aaaaa", "true"))))
        .containsExactly(
            "spec.selector of Service shop also selects pods that are not of Deployment shop, and a rollout would cut them off (blog-old-aaaaa): give the pods of the Deployment a label that no others have, and let spec.selector ask for it");
  }

  @Test
  void aDeploymentThatWouldTakeWhatIsParkedIsNamed() {
    assertThat(
            objections(
                and(SHOP, deployment("matchExpressions: [{key: x, operator: DoesNotExist}]"))))
        .containsExactly(
            "spec.selector of Deployment wide (x DoesNotExist) also matches ReplicaSets that a rollout keeps to itself, so that its controller would take them: create it again with a label of its own in spec.selector.matchLabels");
    assertThat(objections(and(SHOP, deployment("matchLabels: {app: blog}")))).isEmpty();
  }

  private static String deployment(String selector) {
    return "{kind: Deployment, metadata: {name: wide}, spec: {selector: {%s}}}".formatted(selector);
  }

  private static String endpoint(String pod, String ready) {
    return """
    kind: EndpointSlice
    metadata: {name: shop-%1$s, labels: {kubernetes.io/service-name: shop}}
    endpoints: [{addresses: [10.0.0.1], conditions: {ready: %2$s}, targetRef: {kind: Pod, name: %1$s}}]
    """
        .formatted(pod, ready);
  }

  private static List<String> withoutStatus(List<String> objects) {
    return objects.stream().map(text -> text.replaceAll("(?m)^status:.*\\n", "")).toList();
  }

  private static List<String> and(List<String> objects, String one) {
    return Stream.concat(objects.stream(), Stream.of(one)).toList();
  }

  @Test
  void aNeighbourWithThingsOfItsOwnIsNone() {
    String broken = "{kind: Rollout, metadata: {name: a, creationTimestamp: 2026-11-19T09:00:00Z}}";
    assertThat(objections(Stream.concat(SHOP.stream(), Stream.of(blog(), broken)).toList()))
        .isEmpty();
  }

  @Test
  void aRuleIsNotSharedWithTheServiceOfAnotherRollout() {
    String ref = "name: shop, port: 80, weight: 1}";
    for (String named : List.of("blog", "blog-old")) {
      List<String> shared =
          SHOP.stream().map(o -> o.replace(ref, ref + ", {name: " + named + "}")).toList();
      assertThat(objections(shared)).isEmpty();
      assertThat(objections(and(shared, blog())))
          .containsExactly(
              "HTTPRoute shop shares spec.rules[0] between Service shop and Service %s of another Rollout: give each a rule of its own"
                  .formatted(named));
    }
  }

  /** Another Rollout, with a Deployment and a Service of its own. */
  private static String blog() {
    return neighbour("2026-11-19T09:00:00Z", "blog")
        .replace("Deployment, name: shop", "Deployment, name: blog")
        .replace("service: shop", "service: blog");
  }

  @Test
  void aRouteWithoutRoomForTheRequestsOfAStepMayNotBeAttached() {
    Match match = new Match(List.of(new Condition(Source.Header, "x-canary", "on", false)));
    List<String> named = replaced("- name: api", "- name: shop-match-0");
    assertThat(objections(named)).isEmpty();
    assertThat(objections(named, canary(new Step.SetMatch(match), new Step.SetMatch(match))))
        .containsExactly(
            "HTTPRoute shop has a rule shop-match-0, a name that setMatch gives: give it another"
                + " one");
  }

  private static Strategy canary(Step... steps) {
    return new Canary(List.of(steps), Duration.ZERO, Duration.ZERO);
  }

  private static List<String> with(String created, String name) {
    return Stream.concat(SHOP.stream(), Stream.of(neighbour(created, name))).toList();
  }

  private static String neighbour(String created, String name) {
    return Shop.ROLLOUT
        .replace("{name: shop, namespace", "{name: " + name + ", namespace")
        .replace("2026-11-20T09:00:00Z", created);
  }

  private static List<String> replaced(String part, String instead) {
    return SHOP.stream().map(text -> text.replace(part, instead)).toList();
  }

  private static List<String> objections(List<String> objects) {
    return objections(objects, canary());
  }

  private static List<String> objections(List<String> objects, Strategy strategy) {
    return Objections.of(Snapshots.of(objects.toArray(String[]::new)), strategy);
  }
}
