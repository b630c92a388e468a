package dev.mulkko.e2e.release;

import dev.mulkko.e2e.Policies;
import dev.mulkko.e2e.SharedLab;
import dev.mulkko.e2e.Wait;
import dev.mulkko.testbed.cluster.ApiRequest;
import dev.mulkko.testbed.cluster.Component;
import dev.mulkko.testbed.cluster.LocalCluster;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("cluster")
@Isolated
final class ControlPlaneTest {

  /** A server that starts anew holds no new template until it has found the policies again. */
  @AfterEach
  void policiesInForce() {
    SharedLab.lab().use(Policies.chosen());
  }

  @ParameterizedTest
  @EnumSource(names = {"API_SERVER", "CONTROLLER_MANAGER"})
  void aComponentThatIsKilledInTheGapOfTheSwapComesBackToAReleaseThatGoesOn(Component component) {
    try (Stage stage = Stage.open("gap", Pace.QUICK)) {
      LocalCluster cluster = stage.lab.cluster();
      CompletableFuture<Instant> killed = new CompletableFuture<>();
      try (SharedIndexInformer<?> _ =
          Place.SWAP.watch(
              stage.lab.client(), stage.shop, () -> kill(cluster, component, killed))) {
        stage.release("v2", Map.of());
        Wait.until(Stage.LIMIT, "the swap, and the kill in it", killed::isDone);
        cluster.start(component);
      }
      stage.awaitPromoted("v2");
      Answers answers = stage.clients.stop();

      ApiRequest last = stage.books.between(Instant.MIN, killed.join()).getLast();
      Figure.say("%s killed after = %s", component.program(), Books.kind(last));
      answers.assertNoneLostOrRepeated();
      stage.assertObjectsAsBefore("v2");
      stage.assertPodsUntouched("v1");
      stage.assertPodsUntouched("v2");
    }
  }

  private static void kill(
      LocalCluster cluster, Component component, CompletableFuture<Instant> killed) {
    if (!killed.isDone()) {
      cluster.kill(component);
      killed.complete(Instant.now());
    }
  }
}
