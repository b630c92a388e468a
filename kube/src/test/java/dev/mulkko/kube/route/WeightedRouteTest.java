package dev.mulkko.kube.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.kube.Snapshot;
import dev.mulkko.kube.golden.Shop;
import dev.mulkko.kube.golden.Snapshots;
import dev.mulkko.kube.route.Dialect.Place;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeightedRouteTest {

  private static final String REF = "{group: \"\", kind: Service, name: shop, port: 80, weight: 1}";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{name: shop}",
        "{name: shop, namespace: shop}",
        "{kind: Service, name: shop, weight: 0}",
      })
  void theServiceIsFoundHoweverItsDefaultsAreWritten(String ref) {
    assertThat(touched(route(Shop.ROUTE.replace(REF, ref)))).containsExactly(0, 2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{name: shop, namespace: other}",
        "{kind: ServiceImport, group: multicluster.x-k8s.io, name: shop}",
        "{group: example.com, name: shop}",
        "{name: shop-old, namespace: other}",
        "{name: shop2}",
      })
  void whatOnlyLooksLikeTheServiceIsNotTouched(String ref) {
    assertThat(touched(route(Shop.ROUTE.replace(REF, ref)))).containsExactly(2);
  }

  @Test
  void ruleNamesNarrowWhatIsTouched() {
    String named = Shop.ROLLOUT.replace("name: shop}]", "name: shop, rules: [api]}]");
    assertThat(touched(Snapshots.of(named, Shop.ROUTE))).containsExactly(2);
  }

  @Test
  void aRolloutWithoutTrafficHasNoRoute() {
    String without = Shop.ROLLOUT.replaceAll("traffic: .*", "more: 1");
    assertThat(Routers.of(Snapshots.of(without, Shop.ROUTE))).isEmpty();
    assertThat(Routers.of(Snapshots.of(Shop.ROLLOUT))).isEmpty();
  }

  private static Snapshot route(String text) {
    return Snapshots.of(Shop.ROLLOUT, text);
  }

  private static List<Integer> touched(Snapshot snapshot) {
    WeightedRoute route = (WeightedRoute) Routers.of(snapshot).getFirst();
    return route.touched().stream().map(Place::index).toList();
  }
}
