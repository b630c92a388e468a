package dev.mulkko.e2e.release;

import dev.mulkko.e2e.Lab;
import dev.mulkko.e2e.SharedLab;
import dev.mulkko.e2e.Shop;
import dev.mulkko.e2e.Wait;
import dev.mulkko.e2e.observer.Observer;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("cluster")
final class FiftyPodsTest {

  private static final int PODS = 50;

  @Test
  void aDeploymentOfFiftyPodsBecomesReady() {
    Lab lab = SharedLab.lab();
    Shop shop = new Shop(lab, lab.cluster().newNamespace("fifty"));
    try (Observer observer = Observer.open(lab, shop.namespace())) {
      scaleUp(lab, shop);
      observer.assertNothingBroken();
      Figure.say("seen by the observer of fifty pods = %s", observer.figures());
    }
    lab.client().namespaces().withName(shop.namespace()).delete();
  }

  private static void scaleUp(Lab lab, Shop shop) {
    shop.open(
        deployment -> {
          deployment.getSpec().setReplicas(1);
          return deployment;
        });
    Instant from = Instant.now();
    lab.client().apps().deployments().inNamespace(shop.namespace()).withName("shop").scale(PODS);
    Wait.until(Duration.ofSeconds(60), PODS + " pods are ready", () -> ready(shop));
    Figure.seconds("50 pods ready", from, Instant.now());
  }

  private static boolean ready(Shop shop) {
    return Integer.valueOf(PODS).equals(shop.deployment().getStatus().getReadyReplicas());
  }
}
