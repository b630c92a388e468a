package dev.mulkko.kube.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.engine.judge.Latency;
import dev.mulkko.engine.judge.Limits;
import dev.mulkko.engine.judge.Side;
import dev.mulkko.engine.model.Comparison;
import dev.mulkko.engine.model.Comparison.Source;
import dev.mulkko.engine.plan.gate.Comparing.Watch;
import dev.mulkko.kube.golden.Shop;
import dev.mulkko.kube.golden.Snapshots;
import dev.mulkko.kube.read.MetricTargets.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MetricTargetsTest {

  private final List<String> objects =
      new ArrayList<>(
          List.of(
              Shop.ROLLOUT,
              Shop.SERVICE,
              Shop.replicaSet("a", true),
              Shop.replicaSet("b", false),
              Shop.backend("a"),
              Shop.backend("b")));

  @Test
  void readyPodsOfBothVersionsAreReadAtThePortOfTheService() {
    slice("shop-a", "shop-a-bbbbb", "10.1.0.1", true, "Pod");
    slice("shop-b", "shop-b-ccccc", "fd00::2", true, "Pod");

    assertThat(targets(null))
        .containsExactly(
            new Target(Side.Canary, "shop-b-ccccc", "fd00::2", 8080),
            new Target(Side.Stable, "shop-a-bbbbb", "10.1.0.1", 8080));
  }

  @Test
  void thePortThatIsWrittenGoesBeforeThatOfTheService() {
    slice("shop-a", "shop-a-bbbbb", "10.1.0.1", true, "Pod");

    assertThat(targets(9090)).extracting(Target::port).containsExactly(9090);
  }

  @Test
  void neitherPodsThatAreNotReadyNorAddressesOfOthersAreRead() {
    slice("shop-a", "shop-a-bbbbb", "10.1.0.1", false, "Pod");
    slice("shop-b", "shop-b-ccccc", "169.254.169.254", true, "Node");
    slice("shop", "shop-b-ddddd", "10.1.0.3", true, "Pod");

    assertThat(targets(null)).isEmpty();
  }

  @Test
  void noMoreThanTenOfStableAreRead() {
    for (int i = 0; i < 30; i++) {
      slice("shop-a", "shop-a-bbb%02d".formatted(i), "10.1.0." + i, true, "Pod");
      slice("shop-b", "shop-b-ccc%02d".formatted(i), "10.1.1." + i, true, "Pod");
    }

    assertThat(targets(null)).filteredOn(t -> t.side() == Side.Stable).hasSize(10);
    assertThat(targets(null)).filteredOn(t -> t.side() == Side.Canary).hasSize(30);
  }

  private List<Target> targets(@Nullable Integer port) {
    Watch watch =
        new Watch(
            new Comparison(
                Source.Auto, port, "/metrics", new Latency.Usual(), Limits.DEFAULT, true),
            "shop",
            "a",
            "b",
            Instant.EPOCH,
            Optional.empty(),
            List.of());
    return MetricTargets.of(Snapshots.of(objects.toArray(String[]::new)), watch);
  }

  private void slice(String service, String pod, String address, boolean ready, String kind) {
    objects.add(
        """
        apiVersion: discovery.k8s.io/v1
        kind: EndpointSlice
        metadata: {name: %2$s-x, labels: {kubernetes.io/service-name: %1$s}}
        ports: [{name: http, port: 8080}]
        endpoints: [{addresses: ["%3$s"], conditions: {ready: %4$s}, targetRef: {kind: %5$s, name: %2$s}}]
        """
            .formatted(service, pod, address, ready, kind));
  }
}
