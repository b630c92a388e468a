package dev.mulkko.kube.route;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mulkko.engine.plan.Action.SplitRoute;
import dev.mulkko.engine.plan.Observation.Shape;
import dev.mulkko.kube.Json;
import dev.mulkko.kube.Request;
import dev.mulkko.kube.Request.Kind;
import dev.mulkko.kube.golden.JsonPatch;
import dev.mulkko.kube.golden.Shop;
import dev.mulkko.kube.golden.Snapshots;
import dev.mulkko.kube.golden.Yaml;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The kinds of Traefik's own, which keep their weights elsewhere and have no status. */
class TraefikRoutesTest {

  private static final String INGRESS_ROUTE =
      """
      apiVersion: traefik.io/v1alpha1
      kind: IngressRoute
      metadata: {name: shop, namespace: shop, resourceVersion: "4"}
      spec:
        entryPoints: [web]
        routes:
          - {kind: Rule, match: Host(`shop.example`), middlewares: [{name: slow}], services: [{name: shop, port: 80}]}
          - {kind: Rule, match: Host(`blog.example`), services: [{name: blog, port: 80}, {kind: TraefikService, name: shop}]}
      """;

  private static final String TRAEFIK_SERVICE =
      """
      apiVersion: traefik.io/v1alpha1
      kind: TraefikService
      metadata: {name: shop, namespace: shop, resourceVersion: "4"}
      spec:
        weighted:
          sticky: {cookie: {name: lane}}
          services: [{name: shop, port: 80, weight: 3}, {name: blog, port: 80, weight: 1}]
      """;

  @ParameterizedTest
  @EnumSource(names = {"IngressRoute", "TraefikService"})
  void afterAWholeRolloutItIsAsItWas(Kind kind) {
    JsonNode home = Yaml.tree(text(kind));
    JsonNode route = home;
    for (int weight : new int[] {0, 5, 50, 100, 0}) {
      route = write(route, router(kind, route).split(split(kind, weight)), kind);
      assertThat(shape(kind, route))
          .isEqualTo(new Shape.Split(Map.of("old", 100 - weight, "new", weight)));
    }
    route = write(route, router(kind, route).restore(), kind);
    assertThat(route).isEqualTo(home);
  }

  @Test
  void onlyWhatLeadsToTheServiceIsTouched() {
    JsonNode home = Yaml.tree(INGRESS_ROUTE);
    JsonNode route =
        write(
            home,
            router(Kind.IngressRoute, home).split(split(Kind.IngressRoute, 5)),
            Kind.IngressRoute);
    assertThat(route.at("/spec/routes/1")).isEqualTo(home.at("/spec/routes/1"));
    assertThat(route.at("/spec/routes/0/services"))
        .isEqualTo(
            Yaml.tree(
                "[{name: shop-old, port: 80, weight: 95}, {name: shop-new, port: 80, weight: 5}]"));
  }

  /** Traefik drops a route that names a Service without endpoints, whatever its weight. */
  @ParameterizedTest
  @CsvSource({"0, shop-old", "100, shop-new"})
  void whatGetsNothingIsNotNamed(int percent, String named) {
    JsonNode home = Yaml.tree(INGRESS_ROUTE);
    JsonNode route =
        write(
            home,
            router(Kind.IngressRoute, home).split(split(Kind.IngressRoute, percent)),
            Kind.IngressRoute);
    assertThat(route.at("/spec/routes/0/services"))
        .isEqualTo(Yaml.tree("[{name: %s, port: 80, weight: 100}]".formatted(named)));
  }

  @Test
  void oneThatOnlyMirrorsIsRefusedWithTheNameOfItsField() {
    JsonNode mirroring =
        Yaml.tree(
            TRAEFIK_SERVICE.substring(0, TRAEFIK_SERVICE.indexOf("  weighted:"))
                + "  mirroring: {name: shop, port: 80}");
    assertThat(router(Kind.TraefikService, mirroring).objections())
        .containsExactly(
            "TraefikService shop has no weighted list with Service shop in its services: name in"
                + " spec.traffic.routes[0].name the route that sends traffic to it, or add the"
                + " weighted list");
  }

  private static String text(Kind kind) {
    return kind == Kind.IngressRoute ? INGRESS_ROUTE : TRAEFIK_SERVICE;
  }

  private static SplitRoute split(Kind kind, int percent) {
    return new SplitRoute(kind + " shop", "old", "new", percent, null, 0);
  }

  private static Router router(Kind kind, JsonNode route) {
    JsonNode rollout = Yaml.tree(Shop.ROLLOUT.replace("kind: HTTPRoute", "kind: " + kind));
    return Routers.of(Snapshots.of(List.of(rollout, route)), kind + " shop");
  }

  private static Shape shape(Kind kind, JsonNode route) {
    return router(kind, route).observed().shape();
  }

  private static JsonNode write(JsonNode route, Request request, Kind kind) {
    Request.Patch patch = (Request.Patch) request;
    assertThat(patch.target()).isEqualTo(new Request.Target(kind, "shop", "shop"));
    return JsonPatch.apply(route, Json.parse(patch.json()));
  }
}
