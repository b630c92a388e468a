package dev.mulkko.testbed.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mulkko.testbed.cluster.ClusterOptions;
import dev.mulkko.testbed.cluster.Component;
import dev.mulkko.testbed.cluster.LocalCluster;
import dev.mulkko.testbed.load.LoadOptions;
import io.fabric8.kubernetes.api.model.networking.v1.IngressLoadBalancerIngress;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Traefik's own types and the annotations of ingress-nginx mean to it, weight by weight. */
@Tag("cluster")
class TraefikSharesTest {

  private static final String CLASS = "ingressClassName: nginx";
  private static final String NO_CLASS = "ingressClassName: null";
  private static final String INGRESS =
      """
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata: {name: %1$s, annotations: %6$s}
      spec:
        %5$s
        rules:
        - http:
            paths:
            - path: /%2$s
              pathType: Prefix
              backend: {service: {name: %3$s-%4$s, port: {number: 80}}}
      """;

  private static LocalCluster cluster;
  private static TwoShops shops;
  private static int routes;

  private final String name = "route-" + ++routes;

  @BeforeAll
  static void start() throws IOException {
    cluster =
        LocalCluster.start(
            ClusterOptions.defaults().without(Component.KUBE_PROXY, Component.PROMETHEUS));
    shops = TwoShops.open(cluster);
  }

  @AfterAll
  static void stop() {
    shops.close();
    cluster.close();
  }

  @ParameterizedTest
  @CsvSource({
    "weight: 3,  weight: 1,   25",
    "weight: 99, weight: 1,   1",
    "weight: 3,  '',          25",
    "'',         '',          50",
    "weight: 1,  weight: 0,   0",
    "'',         weight: 0,   0",
    "weight: 0,  weight: 100, 100",
  })
  void anIngressRouteSharesByTheWeightsOfItsServices(String v1, String v2, int percent) {
    shops.serve(name);
    shops.apply(
        """
        apiVersion: traefik.io/v1alpha1
        kind: IngressRoute
        metadata: {name: %1$s}
        spec:
          routes:
          - kind: Rule
            match: PathPrefix(`/%1$s`)
            services:
            - {name: %1$s-v1, port: 80, %2$s}
            - {name: %1$s-v2, port: 80, %3$s}
        """
            .formatted(name, v1, v2));
    awaitShareOfV2(percent);
  }

  @ParameterizedTest
  @CsvSource({
    "weight: 3,  weight: 1,   25",
    "weight: 99, weight: 1,   1",
    "weight: 3,  '',          25",
    "'',         '',          50",
    "weight: 1,  weight: 0,   0",
    "'',         weight: 0,   0",
    "weight: 0,  weight: 100, 100",
  })
  void aTraefikServiceSharesByTheWeightsOfItsServices(String v1, String v2, int percent) {
    shops.serve(name);
    shops.apply(
        """
        apiVersion: traefik.io/v1alpha1
        kind: TraefikService
        metadata: {name: %1$s}
        spec:
          weighted:
            services:
            - {name: %1$s-v1, port: 80, %2$s}
            - {name: %1$s-v2, port: 80, %3$s}
        ---
        apiVersion: traefik.io/v1alpha1
        kind: IngressRoute
        metadata: {name: %1$s}
        spec:
          routes:
          - kind: Rule
            match: PathPrefix(`/%1$s`)
            services: [{kind: TraefikService, name: %1$s}]
        """
            .formatted(name, v1, v2));
    awaitShareOfV2(percent);
  }

  /** Its weight makes no difference, and nothing in the cluster says so. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void aRouteIsGoneWhileOneOfItsServicesHasNoEndpoints(int weight) {
    shops.serve(name);
    shops.apply(
        """
        apiVersion: traefik.io/v1alpha1
        kind: IngressRoute
        metadata: {name: %1$s}
        spec:
          routes:
          - kind: Rule
            match: PathPrefix(`/%1$s`)
            services:
            - {name: %1$s-v1, port: 80}
            - {name: %1$s-v2, port: 80, weight: %2$d}
        """
            .formatted(name, weight));
    awaitShareOfV2(50 * weight);
    shops.serve(name + "-v2", "none");
    await()
        .atMost(TwoShops.LIMIT)
        .untilAsserted(() -> assertThat(shops.send(target(name), 100).lost()).isEqualTo(100));
    shops.serve(name + "-v2", "v2");
    awaitShareOfV2(50 * weight);
  }

  @ParameterizedTest
  @CsvSource({
    "25, 100, 25",
    "100, 100, 100",
    "0, 100, 0",
    "50, 200, 25",
  })
  void aCanaryIngressTakesItsShareOfTheOther(int weight, int total, int percent) {
    shops.serve(name);
    ingress("v1", CLASS, "{}");
    ingress("v2", CLASS, canary(weight, total));
    awaitShareOfV2(percent);
  }

  @Test
  void aCanaryIngressWithoutAWeightTakesNothing() {
    shops.serve(name);
    ingress("v1", CLASS, "{}");
    ingress("v2", CLASS, "{nginx.ingress.kubernetes.io/canary: 'true'}");
    awaitShareOfV2(0);
  }

  @Test
  void bothIngressesGetAnAddressInTheirStatus() {
    shops.serve(name);
    ingress("v1", CLASS, "{}");
    ingress("v2", CLASS, canary(25, 100));
    await()
        .atMost(TwoShops.LIMIT)
        .untilAsserted(() -> assertThat(addresses("v1")).isEqualTo(addresses("v2")).hasSize(1));
  }

  @Test
  void aCanaryIngressWithoutEndpointsLeavesAllToTheOther() {
    shops.serve(name);
    ingress("v1", CLASS, "{}");
    ingress("v2", CLASS, canary(100, 100));
    awaitShareOfV2(100);
    shops.serve(name + "-v2", "none");
    awaitShareOfV2(0);
  }

  @Test
  void theClassOfAnIngressMayBeAnAnnotation() {
    shops.serve(name);
    String old = "kubernetes.io/ingress.class: nginx";
    ingress("v1", NO_CLASS, "{%s}".formatted(old));
    ingress("v2", NO_CLASS, canary(25, 100).replace("}", ", %s}".formatted(old)));
    awaitShareOfV2(25);
  }

  /** Unlike ingress-nginx, which goes by host and path. */
  @Test
  void aCanaryIngressCountsWhereverItsPrimaryServiceIsNamed() {
    shops.serve(name);
    ingress("v1", CLASS, "{}");
    ingress("v2", CLASS, canary(25, 100));
    awaitShareOfV2(25);
    String elsewhere = name + "-elsewhere";
    shops.apply(INGRESS.formatted(elsewhere, elsewhere, name, "v1", CLASS, "{}"));
    awaitShareOfV2(elsewhere, 25);
  }

  /** Whatever its weight; any other value of the header is shared by weight like no header. */
  @ParameterizedTest
  @CsvSource({
    "by-header: x-lane | by-header-value: on, x-lane, on, 100",
    "by-header: x-lane | by-header-value: on, x-lane, off, 25",
    "by-header: x-lane | by-header-value: on, x-lane, always, 25",
    "by-header: x-lane | by-header-value: on, x-lane, never, 25",
    "by-header: x-lane | by-header-pattern: ^o.$, x-lane, on, 100",
    "by-header: x-lane | by-header-pattern: ^o.$, x-lane, off, 25",
    "by-header: x-lane, x-lane, always, 100",
    "by-header: x-lane, x-lane, never, 0",
    "by-header: x-lane, x-lane, on, 25",
    "by-cookie: lane, Cookie, a=b; lane=always, 100",
    "by-cookie: lane, Cookie, lane=never, 0",
    "by-cookie: lane, Cookie, lane=on, 25"
  })
  void aCanaryIngressAsksForAHeader(String by, String header, String value, int percent) {
    shops.serve(name);
    ingress("v1", CLASS, "{}");
    String asked =
        by.replaceAll("(\\S+): ([^| ]+)( \\| )?", ", nginx.ingress.kubernetes.io/canary-$1: '$2'");
    ingress("v2", CLASS, canary(25, 100).replace("}", asked + "}"));
    awaitShareOfV2(25);
    LoadOptions with = shops.http(target(name)).withHeader(header, value);
    assertThat(shops.answeredByV2(with, 100)).isEqualTo(percent);
  }

  @Test
  void clientsStayByTheCookiesThatBackendsOfAnHttpRouteSet() {
    shops.serve(name);
    shops.apply(
        """
        apiVersion: gateway.networking.k8s.io/v1
        kind: HTTPRoute
        metadata: {name: %s}
        spec:
          parentRefs: [{name: edge, namespace: edge}]
          rules:
        """
            .formatted(name)
            .concat(StickyRules.RULES.formatted(name).indent(2)));
    StickyRules.assertClientsStay(shops, target(name), 39, 41);
  }

  private void ingress(String version, String spec, String annotations) {
    shops.apply(INGRESS.formatted(name + "-" + version, name, name, version, spec, annotations));
  }

  private static String canary(int weight, int total) {
    return """
        {nginx.ingress.kubernetes.io/canary: 'true', \
        nginx.ingress.kubernetes.io/canary-weight: '%d', \
        nginx.ingress.kubernetes.io/canary-weight-total: '%d'}"""
        .formatted(weight, total);
  }

  private List<IngressLoadBalancerIngress> addresses(String version) {
    return cluster
        .client()
        .network()
        .v1()
        .ingresses()
        .inNamespace(shops.namespace())
        .withName(name + "-" + version)
        .get()
        .getStatus()
        .getLoadBalancer()
        .getIngress();
  }

  private void awaitShareOfV2(int percent) {
    awaitShareOfV2(name, percent);
  }

  /** Traefik takes turns by weight, it draws no lots: of 100 requests the share is exact. */
  private static void awaitShareOfV2(String path, int percent) {
    await()
        .atMost(TwoShops.LIMIT)
        .untilAsserted(() -> assertThat(shops.answeredByV2(target(path))).isEqualTo(percent));
  }

  private static URI target(String path) {
    return URI.create(cluster.gateway() + "/" + path);
  }
}
