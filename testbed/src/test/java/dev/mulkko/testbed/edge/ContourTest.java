package dev.mulkko.testbed.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mulkko.testbed.cluster.ClusterOptions;
import dev.mulkko.testbed.cluster.Component;
import dev.mulkko.testbed.cluster.LocalCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A second data plane beside Traefik: what it makes of weights and of mirrors. */
@Tag("cluster")
class ContourTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static LocalCluster cluster;
  private static TwoShops shops;
  private static int routes;

  private final String name = "route-" + ++routes;

  @BeforeAll
  static void start() throws IOException {
    cluster =
        LocalCluster.start(
            ClusterOptions.defaults()
                .withContour()
                .without(Component.KUBE_PROXY, Component.PROMETHEUS));
    shops = TwoShops.open(cluster);
  }

  @AfterAll
  static void stop() {
    shops.close();
    cluster.close();
  }

  /** Envoy draws lots: 50 of 500 are more than four standard deviations. */
  @ParameterizedTest
  @CsvSource({"3, 1, 75, 175", "1, 1, 200, 300", "1, 0, 0, 0", "0, 1, 500, 500"})
  void anHttpRouteSharesByWeight(int v1, int v2, long atLeast, long atMost) {
    shops.serve(name);
    route(
        """
        - matches: [{path: {value: /%1$s}}]
          backendRefs:
          - {name: %1$s-v1, port: 80, weight: %2$d}
          - {name: %1$s-v2, port: 80, weight: %3$d}
        """
            .formatted(name, v1, v2));
    awaitInForce();
    assertThat(shops.answeredByV2(target(), 500)).isBetween(atLeast, atMost);
  }

  /** A percentage is neither obeyed nor refused: the conditions are those of any good route. */
  @ParameterizedTest
  @ValueSource(strings = {"", "percent: 50"})
  void everyRequestIsMirroredWhateverThePercentage(String percent) {
    shops.serve(name);
    long before = shops.handledBy("v1") - shops.handledBy("v2");
    route(
        """
        - matches: [{path: {value: /%1$s}}]
          filters:
          - type: RequestMirror
            requestMirror: {backendRef: {name: %1$s-v2, port: 80}, %2$s}
          backendRefs:
          - {name: %1$s-v1, port: 80}
        """
            .formatted(name, percent));
    awaitInForce();
    assertThat(shops.answeredByV2(target())).isZero();
    await()
        .atMost(TwoShops.LIMIT)
        .untilAsserted(
            () -> assertThat(shops.handledBy("v1") - shops.handledBy("v2")).isEqualTo(before));
  }

  /** Envoy draws lots: of 200 clients 40 are to be expected, and 23 more are four deviations. */
  @Test
  void clientsStayByTheCookiesThatBackendsSet() {
    shops.serve(name);
    route(StickyRules.RULES.formatted(name));
    awaitInForce();
    StickyRules.assertClientsStay(shops, target(), 17, 63);
  }

  /**
   * Its clusters are named after Services, however long; a pod that nobody listens at costs a
   * request that fails, and none that was sent.
   */
  @Test
  void envoyCountsByTheServiceAlsoWhatItAnswersItself() {
    String dead = "d".repeat(63);
    shops.serve(name);
    shops.apply(
        """
        apiVersion: v1
        kind: Service
        metadata: {name: %s}
        spec:
          selector: {version: v2}
          ports: [{name: http, port: 80, targetPort: 1}]
        """
            .formatted(dead));
    route(
        """
        - matches: [{path: {value: /%1$s}}]
          backendRefs: [{name: %1$s-v1, port: 80}]
        - matches: [{path: {value: /dead}}]
          backendRefs: [{name: %2$s, port: 80}]
        """
            .formatted(name, dead));
    awaitInForce();
    shops.send(URI.create(cluster.contourGateway() + "/dead"), 20);

    assertThat(stats().lines())
        .contains(
            "envoy_cluster_upstream_rq_xx{envoy_response_code_class=\"5\",envoy_cluster_name=\"%s_%s_80\"} 20"
                .formatted(shops.namespace(), dead),
            "envoy_cluster_upstream_rq_total{envoy_cluster_name=\"%s_%s_80\"} 0"
                .formatted(shops.namespace(), dead));
  }

  private static String stats() {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest page =
          HttpRequest.newBuilder(cluster.contourStats().resolve("/stats/prometheus")).build();
      return client.send(page, HttpResponse.BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void route(String rules) {
    shops.apply(
        """
        apiVersion: gateway.networking.k8s.io/v1
        kind: HTTPRoute
        metadata: {name: %s}
        spec:
          parentRefs: [{name: contour, namespace: edge}]
          rules:
        """
            .formatted(name)
            .concat(rules.indent(2)));
  }

  private void awaitInForce() {
    await()
        .atMost(TwoShops.LIMIT)
        .untilAsserted(
            () ->
                assertThat(conditions())
                    .containsExactlyInAnyOrder("Accepted=True", "ResolvedRefs=True"));
    await().atMost(TwoShops.LIMIT).untilAsserted(() -> shops.answeredByV2(target(), 1));
  }

  private URI target() {
    return URI.create(cluster.contourGateway() + "/" + name);
  }

  /** What the only controller says of the route's own generation. */
  private List<String> conditions() throws IOException {
    JsonNode route =
        JSON.readTree(
            cluster
                .client()
                .raw(
                    "/apis/gateway.networking.k8s.io/v1/namespaces/%s/httproutes/%s"
                        .formatted(shops.namespace(), name)));
    JsonNode parents = route.path("status").path("parents");
    assertThat(parents).hasSize(1);
    return StreamSupport.stream(parents.path(0).path("conditions").spliterator(), false)
        .filter(
            condition ->
                condition
                    .path("observedGeneration")
                    .equals(route.path("metadata").path("generation")))
        .map(condition -> condition.path("type").asText() + "=" + condition.path("status").asText())
        .toList();
  }
}
