package dev.mulkko.kube.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.kube.Snapshot;
import dev.mulkko.kube.golden.Shop;
import dev.mulkko.kube.golden.Snapshots;
import io.fabric8.kubernetes.api.model.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class EndpointsTest {

  private static final String READY = "{ready: true, serving: true, terminating: false}";

  private final List<String> objects =
      new ArrayList<>(
          List.of(
              Shop.ROLLOUT,
              Shop.SERVICE,
              Shop.replicaSet("a", true),
              Shop.replicaSet("a-b", false)));

  @Test
  void readyPodsCountForTheirRevision() {
    slice("shop", "shop-a-bbbbb", READY);
    slice("shop", "shop-a-ccccc", READY);
    slice("shop", "shop-a-b-ddddd", READY);
    assertThat(ready()).isEqualTo(Map.of("a", 2, "a-b", 1));
  }

  @Test
  void whoeverCannotBeCalledReadyDoesNotCount() {
    slice("shop", "shop-a-bbbbb", "{ready: false, serving: false, terminating: false}");
    slice("shop", "shop-a-ccccc", "{ready: true, terminating: true}");
    slice("shop", "shop-a-ddddd", "{serving: true}");
    slice("shop", "shop-a-fffff", "null");
    assertThat(ready()).isEmpty();
  }

  @Test
  void aPodOfTwoAddressFamiliesCountsOnce() {
    slice("shop", "shop-a-bbbbb", READY);
    slice("shop", "shop-a-bbbbb", READY);
    assertThat(ready()).isEqualTo(Map.of("a", 1));
  }

  @Test
  void onlyTheSlicesOfTheServiceCount() {
    slice("shop-a", "shop-a-bbbbb", READY);
    slice("blog", "shop-a-ccccc", READY);
    assertThat(ready()).isEmpty();
  }

  @Test
  void aPodOfNobodyIsOfARevisionOfItsOwn() {
    slice("shop", "debug", READY);
    slice("shop", "shop-z-bbbbb", READY);
    slice("shop", "shop-a-by-hand", READY);
    assertThat(ready()).containsOnlyKeys("debug", "shop-z-bbbbb", "shop-a-by-hand");
  }

  @Test
  void anAddressWithoutAPodIsOfARevisionOfItsOwn() {
    slice("shop", "shop-a-bbbbb", READY);
    objects.add(objects.removeLast().replaceAll(", targetRef: \\{.*?}", ""));
    assertThat(ready()).isEqualTo(Map.of("10.1.0.9", 1));
  }

  /** Of a generated name the API server keeps 58 letters and appends five. */
  @Test
  void theNameOfAPodIsShorterThanThatOfALongReplicaSet() {
    String revision = "x".repeat(52) + "-7d9ecbfghj";
    objects.add(Shop.replicaSet(revision, true));
    slice("shop", ("shop-" + revision).substring(0, 58) + "bbbbb", READY);
    assertThat(ready()).isEqualTo(Map.of(revision, 1));
  }

  @Test
  void aPodThatCouldBeOfTwoIsOfNeither() {
    objects.add(Shop.replicaSet("x".repeat(60) + "-old", true));
    objects.add(Shop.replicaSet("x".repeat(60) + "-new", false));
    String pod = "shop-" + "x".repeat(53) + "bbbbb";
    slice("shop", pod, READY);
    assertThat(ready()).isEqualTo(Map.of(pod, 1));
  }

  @Test
  void aRevisionServiceCountsAllThatItHas() {
    objects.add(Shop.backend("a"));
    objects.add(Shop.backend("a-b"));
    slice("shop-a", "shop-a-bbbbb", READY);
    slice("shop-a", "shop-a-ccccc", READY);
    assertThat(Endpoints.of(snapshot()).backends()).isEqualTo(Map.of("a", 2, "a-b", 0));
  }

  @Test
  void thePinIsReadFromTheSelector() {
    assertThat(Endpoints.of(snapshot()).service(service()).pin()).isNull();
    objects.set(1, Shop.SERVICE.replace("app: shop}", "app: shop, pod-template-hash: a}"));
    assertThat(Endpoints.of(snapshot()).service(service()).pin()).isEqualTo("a");
  }

  private Map<String, Integer> ready() {
    return Endpoints.of(snapshot()).service(service()).ready();
  }

  private Service service() {
    return Objects.requireNonNull(snapshot().service());
  }

  private Snapshot snapshot() {
    return Snapshots.of(objects.toArray(String[]::new));
  }

  private void slice(String service, String pod, String conditions) {
    objects.add(
        """
        apiVersion: discovery.k8s.io/v1
        kind: EndpointSlice
        metadata: {name: %1$s-x, labels: {kubernetes.io/service-name: %1$s}}
        endpoints: [{addresses: [10.1.0.9], conditions: %3$s, targetRef: {kind: Pod, name: %2$s}}]
        """
            .formatted(service, pod, conditions));
  }
}
