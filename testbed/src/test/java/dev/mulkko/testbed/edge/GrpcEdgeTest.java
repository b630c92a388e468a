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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A GRPCRoute under load, calls and streams. */
@Tag("cluster")
class GrpcEdgeTest {

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
      await().until(() -> streams.stats().messagesOf("v2") > 8);
      route(1, 0);
      awaitShareOfV2(0);
      long before = streams.stats().messagesOf("v2");
      await().until(() -> streams.stats().messagesOf("v2") > before + 40);
      assertThat(streams.stats().messagesOf("v1")).isZero();

      shops.scale("v2", 0);

      await()
          .atMost(TwoShops.LIMIT)
          .untilAsserted(() -> assertThat(streams.stats().messagesOf("v1")).isGreaterThan(40));
      assertThat(streams.stats().completed()).as("%s", streams.stats()).isEqualTo(4);
      assertThat(streams.stats().cut()).as("%s", streams.stats()).isZero();
    } finally {
      shops.scale("v2", 1);
    }
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
