package dev.mulkko.e2e.swap;

import dev.mulkko.testbed.cluster.Component;
import dev.mulkko.testbed.cluster.LocalCluster;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Tag("cluster")
@Isolated
final class KilledControllerManagerTest {

  private static final int FEWER = 4;

  @Test
  void aControllerManagerThatIsKilledInTheGapFindsThePairRight() {
    endsRight(
        pair -> {
          pair.park(pair.stable);
          cluster(pair).kill(Component.CONTROLLER_MANAGER);
          pair.apps.scale(FEWER);
          pair.adopt(Pair.CANARY);
          cluster(pair).start(Component.CONTROLLER_MANAGER);
        });
  }

  @Test
  void aControllerManagerThatStartsInTheGapWaitsForTheCanary() {
    endsRight(
        pair -> {
          cluster(pair).kill(Component.CONTROLLER_MANAGER);
          pair.apps.scale(FEWER);
          pair.park(pair.stable);
          cluster(pair).start(Component.CONTROLLER_MANAGER);
          pair.apps.awaitQuiet(Apps.SHOP);
          pair.adopt(Pair.CANARY);
        });
  }

  private static void endsRight(Consumer<Pair> swap) {
    try (Pair pair = Pair.open("killed")) {
      Trial.of(pair, Pair.CANARY, FEWER, () -> swap.accept(pair)).assertFaultless();
      pair.awaitStatus(FEWER, FEWER);
    }
  }

  private static LocalCluster cluster(Pair pair) {
    return pair.lab.cluster();
  }
}
