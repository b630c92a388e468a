package dev.mulkko.kube.replay;

import static dev.mulkko.kube.replay.Replay.in;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mulkko.engine.model.Memory.Refused;
import dev.mulkko.engine.model.Sticky;
import dev.mulkko.engine.plan.Action.SplitRoute;
import dev.mulkko.kube.Request;
import dev.mulkko.kube.StatusFacts;
import dev.mulkko.kube.golden.Shop;
import dev.mulkko.kube.golden.Snapshots;
import dev.mulkko.kube.golden.Yaml;
import dev.mulkko.kube.route.Routers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Cookies, Ingresses, and a status that must stay small. */
final class OtherReplays {

  private static final String INGRESS =
      """
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata: {name: %s, namespace: shop, resourceVersion: "4"}
      spec:
        rules:
          - host: %s.example
            http:
              paths:
                - {path: /, pathType: Prefix, backend: {service: {name: shop, port: {number: 80}}}}
      """;

  private static final String BESIDE_ADMIN =
      """
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata:
        name: admin-new
        namespace: shop
        uid: u7
        resourceVersion: "7"
        labels: {mulkko.dev/rollout: shop, mulkko.dev/revision: new}
        annotations: {nginx.ingress.kubernetes.io/canary: 'true', nginx.ingress.kubernetes.io/canary-weight: '5'}
      spec: {}
      """;

  static final List<Replay> ALL =
      List.of(
          new Replay(
              "FL#1532",
              false,
              "the canary alone gives a cookie: within seconds all users are on it",
              "who meets stable gets a cookie too",
              "stable gives none",
              in(
                  "route.Lots",
                  "Optional.of(cookie(lot))",
                  "Optional.of(cookie(lot)).filter(_ -> revision.equals(canary))"),
              OtherReplays::bothVersionsGiveCookies),
          new Replay(
              "AR#1655",
              false,
              "the wrong Ingress is patched",
              "what was made beside another Ingress is not written",
              "whatever was made will do",
              in(
                  "route.IngressBeside",
                  ".filter(one -> Names.isBeside(ingress, one.getMetadata().getName()))",
                  ""),
              OtherReplays::eachIngressHasItsOwn),
          new Replay(
              "FL#787",
              false,
              "canary: \"false\" is written, and the user's own Ingress is blocked",
              "it is a canary from the write that creates it, with whatever weight",
              "with a small weight it is none",
              in(
                  "route.CanaryAnnotations",
                  ".put(CANARY, \"true\")",
                  ".put(CANARY, Boolean.toString(weight > 5))"),
              OtherReplays::itIsACanaryFromTheBeginning),
          new Replay(
              "AR#2182",
              false,
              "a message repeats itself, and the status grows",
              "what is remembered of each refusal has its size, whatever was said",
              "all is remembered that was said",
              in("Sentences", "return capped(sentence, REMEMBERED);", "return sentence;"),
              OtherReplays::refusalsAreSmall));

  private OtherReplays() {}

  private static void bothVersionsGiveCookies() {
    Sticky sticky = new Sticky("lane", Duration.ofHours(1), List.of(5, 50)).with(5);
    assertThat(
            new Journey(Shop.ROUTE)
                .split(5, null, sticky)
                .refs(0)
                .filter(ref -> ref.path("weight").asInt() > 0))
        .hasSizeGreaterThan(1)
        .allSatisfy(ref -> assertThat(ref.path("filters").toString()).contains("Set-Cookie"));
  }

  private static Request split(int percent, JsonNode... others) {
    JsonNode rollout =
        Yaml.tree(
            Shop.ROLLOUT.replace(
                "{kind: HTTPRoute, name: shop}",
                "{kind: Ingress, name: shop}, {kind: Ingress, name: admin}"));
    List<JsonNode> objects =
        new ArrayList<>(
            List.of(
                rollout,
                Yaml.tree(Shop.DEPLOYMENT),
                Yaml.tree(INGRESS.formatted("shop", "shop")),
                Yaml.tree(INGRESS.formatted("admin", "admin"))));
    objects.addAll(List.of(others));
    return Routers.of(Snapshots.of(objects), "Ingress shop")
        .split(new SplitRoute("Ingress shop", "old", "new", percent, null));
  }

  private static JsonNode created(Request request) {
    if (request instanceof Request.Create(var object)) {
      return Yaml.sent(object);
    }
    throw new AssertionError("nothing is created: " + request);
  }

  private static void eachIngressHasItsOwn() {
    JsonNode made = created(split(5, Yaml.tree(BESIDE_ADMIN)));
    assertThat(made.at("/metadata/name").asText()).isEqualTo("shop-new");
    assertThat(made.at("/spec/rules/0/host").asText()).isEqualTo("shop.example");
  }

  private static void itIsACanaryFromTheBeginning() {
    for (int percent : new int[] {0, 5, 100}) {
      assertThat(created(split(percent)).at("/metadata/annotations").toString())
          .contains("\"nginx.ingress.kubernetes.io/canary\":\"true\"");
    }
  }

  private static void refusalsAreSmall() {
    String said = "it failed because ".repeat(500);
    List<Refused> refused =
        Collections.nCopies(5, new Refused("new", "CanaryCrashing", said, Instant.EPOCH));
    String written =
        StatusFacts.write(refused).stream()
            .map(one -> Yaml.sent(one).toString())
            .toList()
            .toString();
    assertThat(written).hasSizeLessThan(1500);
  }
}
