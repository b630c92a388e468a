package dev.mulkko.e2e.swap;

import dev.mulkko.e2e.Wait;
import dev.mulkko.kube.Ownership;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("cluster")
final class NeighbourTest {

  private static final String NEIGHBOUR = "other";

  /** Selectors that match the shop's labels too. */
  enum Wider {
    IN,
    EXISTS;

    LabelSelectorRequirement requirement() {
      return switch (this) {
        case IN -> new LabelSelectorRequirement(Manifests.APP, "In", List.of(Apps.SHOP, NEIGHBOUR));
        case EXISTS -> new LabelSelectorRequirement(Manifests.APP, "Exists", List.of());
      };
    }
  }

  @ParameterizedTest
  @EnumSource
  void aNeighbourWithAWiderSelectorTakesNeitherRevision(Wider selector) {
    try (Pair pair = Pair.open("neighbour")) {
      pair.apps.create(neighbour(selector));

      changeHands(pair, pair.stable, Pair.CANARY);
      changeHands(pair, Pair.CANARY, pair.stable);

      assertTakesWhatIsNobodys(pair.apps);
      pair.apps.delete(NEIGHBOUR);
    }
  }

  /** The neighbour looks at every stage of it. */
  private static void changeHands(Pair pair, String from, String to) {
    Trial.of(
            pair,
            to,
            Pair.REPLICAS,
            () -> {
              pair.apps.awaitQuiet(NEIGHBOUR);
              pair.park(from);
              pair.apps.awaitQuiet(NEIGHBOUR);
              pair.adopt(to);
              pair.apps.awaitQuiet(NEIGHBOUR);
            })
        .assertFaultless();
  }

  /** Otherwise it would be no danger, and the test would prove nothing. */
  private static void assertTakesWhatIsNobodys(Apps apps) {
    apps.delete(Apps.SHOP);
    Deployment neighbour = apps.get(NEIGHBOUR);
    ReplicaSet bait = Manifests.replicaSet(Apps.SHOP);
    apps.create(bait);
    String name = bait.getMetadata().getName();
    Wait.until(
        Duration.ofSeconds(20),
        "an ownerless ReplicaSet with the shop's labels is taken by the neighbour",
        () -> Ownership.owns(neighbour, apps.replicaSets().withName(name).get()));
  }

  private static Deployment neighbour(Wider selector) {
    return new DeploymentBuilder(Manifests.deployment(NEIGHBOUR, 1))
        .editSpec()
        .withNewSelector()
        .withMatchExpressions(selector.requirement())
        .endSelector()
        .endSpec()
        .build();
  }
}
