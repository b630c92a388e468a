package dev.mulkko.testbed.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mulkko.testbed.cluster.ClusterOptions;
import dev.mulkko.testbed.cluster.Component;
import dev.mulkko.testbed.cluster.LocalCluster;
import dev.mulkko.testbed.load.StreamClient;
import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Calls and streams by a GRPCRoute, and WebSockets by an HTTPRoute, while weights change. */
@Tag("cluster")
class StreamEdgeTest {

  private static LocalCluster cluster;
  private static TwoShops shops;
  private static int routes;

  private final String name = "route-" + ++routes;
  private final String host = name + ".example";

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

  /**
   * Beside a GRPCRoute, whatever its hostnames, Traefik does not serve an HTTPRoute without any,
   * though it says that it accepts it.
   */
  @AfterEach
  void removeGrpcRoutes() {
    cluster
        .client()
        .genericKubernetesResources("gateway.networking.k8s.io/v1", "GRPCRoute")
        .inNamespace(shops.namespace())
        .delete();
  }

  @Test
  void callsAreSharedByWeight() {
    route(3, 1);
    awaitShareOfV2(25);
    route(1, 0);
    awaitShareOfV2(0);
  }

  @Test
  void aStreamStaysWhereItIsUntilItsPodEndsIt() {
    route(0, 1);
    awaitShareOfV2(100);
    try (StreamClient streams = StreamClient.open(shops.grpc(target(), host), 4)) {
      awaitMore(streams, "v2");
      route(1, 0);
      awaitShareOfV2(0);
      assertThatV2GoesOnUntilItEnds(streams);
    }
  }

  @Test
  void aWebSocketStaysWhereItIsUntilItsPodEndsIt() {
    URI path = URI.create(cluster.gateway() + "/" + name);
    httpRoute(0, 1);
    await()
        .atMost(TwoShops.LIMIT)
        .untilAsserted(() -> assertThat(shops.answeredByV2(path)).isEqualTo(100));
    try (StreamClient streams = StreamClient.open(shops.http(path), 4)) {
      awaitMore(streams, "v2");
      httpRoute(1, 0);
      await()
          .atMost(TwoShops.LIMIT)
          .untilAsserted(() -> assertThat(shops.answeredByV2(path)).isZero());
      assertThatV2GoesOnUntilItEnds(streams);
    }
  }

  private static void assertThatV2GoesOnUntilItEnds(StreamClient streams) {
    awaitMore(streams, "v2");
    assertThat(streams.stats().messagesOf("v1")).isZero();

    shops.scale("v2", 0);
    awaitMore(streams, "v1");
    shops.scale("v2", 1);

    assertThat(streams.stats().completed()).as("%s", streams.stats()).isEqualTo(4);
    assertThat(streams.stats().cut()).as("%s", streams.stats()).isZero();
  }

  private static void awaitMore(StreamClient streams, String version) {
    long before = streams.stats().messagesOf(version);
    await().atMost(TwoShops.LIMIT).until(() -> streams.stats().messagesOf(version) > before + 40);
  }

  private void httpRoute(int v1, int v2) {
    shops.serve(name);
    shops.apply(
        """
        apiVersion: gateway.networking.k8s.io/v1
        kind: HTTPRoute
        metadata: {name: %1$s}
        spec:
          parentRefs: [{name: edge, namespace: edge}]
          rules:
          - matches: [{path: {value: /%1$s}}]
            backendRefs:
            - {name: %1$s-v1, port: 80, weight: %2$d}
            - {name: %1$s-v2, port: 80, weight: %3$d}
        """
            .formatted(name, v1, v2));
  }

  private void route(int v1, int v2) {
    shops.serve(name);
    shops.apply(
        """
        apiVersion: gateway.networking.k8s.io/v1
        kind: GRPCRoute
        metadata: {name: %1$s}
        spec:
          parentRefs: [{name: edge, namespace: edge}]
          hostnames: [%2$s]
          rules:
          - backendRefs:
            - {name: %1$s-v1, port: 90, weight: %3$d}
            - {name: %1$s-v2, port: 90, weight: %4$d}
        """
            .formatted(name, host, v1, v2));
  }

  private void awaitShareOfV2(int percent) {
    await()
        .atMost(TwoShops.LIMIT)
        .untilAsserted(
            () ->
                assertThat(shops.answeredByV2(shops.grpc(target(), host), 100)).isEqualTo(percent));
  }

  private static URI target() {
    return URI.create("grpc://" + cluster.gateway().getAuthority());
  }
}
