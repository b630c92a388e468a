package dev.mulkko.kube.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.kube.golden.Shop;
import dev.mulkko.kube.golden.Snapshots;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PodDoorTest {

  private static final String POD =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: shop-new-aaaaa, namespace: shop}
      spec: {containers: [{name: side}, {name: app, ports: [{name: http, containerPort: 8080}]}]}
      status: {podIP: 10.244.0.7, conditions: [{type: Ready, status: "True"}]}
      """;

  @Test
  void aPodAnswersWhereTheServicePassesItsRequestsOn() {
    assertThat(of(POD, Shop.SERVICE)).contains(new PodDoor("10.244.0.7", 8080));
    assertThat(of(POD, Shop.SERVICE.replace("targetPort: http", "targetPort: 9090")))
        .contains(new PodDoor("10.244.0.7", 9090));
    assertThat(of(POD, Shop.SERVICE.replace(", targetPort: http", "")))
        .contains(new PodDoor("10.244.0.7", 80));
  }

  /** With a node's network its address is the node's. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "spec: {hostNetwork: true, containers",
        "spec: {containers: [], was",
      })
  void oneOfANodesNetworkAndOneWithoutThePortAreNotAsked(String spec) {
    assertThat(of(POD.replace("spec: {containers", spec), Shop.SERVICE)).isEmpty();
  }

  @Test
  void oneThatIsNotReadyOrGoesIsNotAsked() {
    assertThat(of(POD.replace("\"True\"", "\"False\""), Shop.SERVICE)).isEmpty();
    assertThat(of(POD.replace("podIP: 10.244.0.7, ", ""), Shop.SERVICE)).isEmpty();
    assertThat(
            of(
                POD.replace(
                    "namespace: shop", "namespace: shop, deletionTimestamp: 2026-11-24T08:30:00Z"),
                Shop.SERVICE))
        .isEmpty();
  }

  private static Optional<PodDoor> of(String pod, String service) {
    return PodDoor.ofCanary(Snapshots.of(Shop.ROLLOUT, service, pod));
  }
}
