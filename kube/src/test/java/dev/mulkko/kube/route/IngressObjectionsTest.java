package dev.mulkko.kube.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.kube.golden.Shop;
import dev.mulkko.kube.golden.Snapshots;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IngressObjectionsTest {

  private static final String INGRESS =
      """
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata: {name: shop, namespace: shop, resourceVersion: "4"}
      spec:
        ingressClassName: nginx
        rules:
          - host: shop.example
            http:
              paths:
                - {path: /, pathType: Prefix, backend: {service: {name: shop, port: {number: 80}}}}
                - {path: /news, pathType: Prefix, backend: {service: {name: news, port: {number: 80}}}}
      """;

  private static final String QA =
      INGRESS
          .replace(
              "{name: shop, namespace",
              "{annotations: {nginx.ingress.kubernetes.io/canary: 'true'}, name: qa, namespace")
          .replace("service: {name: shop,", "service: {name: shop-qa,");

  @Test
  void anOrdinaryOneIsFine() {
    assertThat(objections(INGRESS)).isEmpty();
  }

  @Test
  void withoutAPathToTheServiceThereIsNothingToShare() {
    assertThat(objections(INGRESS.replace("service: {name: shop,", "service: {name: news,")))
        .containsExactly(
            "Ingress shop has no path with Service shop as its backend: name in"
                + " spec.traffic.routes[0].name the Ingress that sends traffic to it, or add the"
                + " path");
  }

  @Test
  void aBackendForTheRestIsNoPath() {
    assertThat(
            objections(
                INGRESS.substring(0, INGRESS.indexOf("  rules:"))
                    + "  defaultBackend: {service: {name: shop, port: {number: 80}}}"))
        .containsExactly(
            "Ingress shop leads to Service shop by spec.defaultBackend alone, which no canary can"
                + " share: write a rule with path / and that Service in spec.rules");
  }

  @Test
  void aCanaryHasNoCanary() {
    assertThat(
            objections(
                INGRESS.replace(
                    "{name: shop, namespace",
                    "{annotations: {nginx.ingress.kubernetes.io/canary: 'true'}, name: shop,"
                        + " namespace")))
        .containsExactly(
            "Ingress shop is itself a canary, by its annotation"
                + " nginx.ingress.kubernetes.io/canary: name in spec.traffic.routes[0].name the"
                + " Ingress that it is a canary of");
  }

  @Test
  void aPathHasOneCanaryAtMost() {
    assertThat(objections(INGRESS, QA))
        .containsExactly(
            "Ingress qa is a canary of shop.example/ already, by its annotation"
                + " nginx.ingress.kubernetes.io/canary, and a path has one at most: delete it, or"
                + " name another Ingress in spec.traffic.routes[0].name");
  }

  @ParameterizedTest
  @CsvSource({
    "ingressClassName: nginx, ingressClassName: internal",
    "host: shop.example, host: qa.example",
    "path: /, path: /qa",
    "canary: 'true', canary: 'false'",
    "'{annotations', '{labels: {mulkko.dev/rollout: shop}, annotations'"
  })
  void oneThatIsInNobodysWayMayBe(String part, String instead) {
    String other = QA.replace(part, instead);
    assertThat(other).isNotEqualTo(QA);
    assertThat(objections(INGRESS, other)).isEmpty();
  }

  private static List<String> objections(String... ingresses) {
    String[] objects = new String[ingresses.length + 1];
    objects[0] = Shop.ROLLOUT.replace("kind: HTTPRoute", "kind: Ingress");
    System.arraycopy(ingresses, 0, objects, 1, ingresses.length);
    return Routers.of(Snapshots.of(objects), "Ingress shop").objections();
  }
}
