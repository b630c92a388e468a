package dev.mulkko.e2e.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.e2e.Wait;
import dev.mulkko.kube.Names;
import dev.mulkko.testbed.cluster.User;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The negative control of the observer: a hand breaks the rules while the operator is dead. */
@Tag("cluster")
final class BrokenByHandTest {

  private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);
  private static final PatchContext JSON = PatchContext.of(PatchType.JSON);

  @Test
  void theObserverNamesEachRuleThatAHandBreaks() {
    try (Stage stage = Stage.open("hand", Pace.STAYS_AT_50)) {
      stage.release("v2", Map.of());
      String canary = Objects.requireNonNull(stage.awaitPauseAt("50%").canary());
      String stable = Objects.requireNonNull(stage.shop.status().stable());
      stage.killOperator();
      assertThat(stage.observer.expectedViolations()).isEmpty();

      weigh(stage, 40);
      expect(stage, "I1", "shop-%s 40".formatted(canary));
      weigh(stage, 50);
      expectNothing(stage);

      scale(stage, canary, 0);
      expect(stage, "I2", "shop-%s goes from 3 to 0 pods while it has 50 %%".formatted(canary));
      scale(stage, canary, 3);
      expectNothing(stage);

      pin(stage, "gone");
      expect(stage, "I3", "selects no live revision");
      pin(stage, stable);
      expectNothing(stage);

      Service backend = deleteBackend(stage, canary);
      expect(stage, "I2", "Service shop-%s is deleted".formatted(canary));
      kim(stage).resource(backend).create();

      stage.startOperator();
      stage.lab.client().resource(stage.shop.rollout()).delete();
      Wait.until(Stage.LIMIT, "the Rollout is gone", () -> stage.shop.rollout() == null);
    }
  }

  private static void expect(Stage stage, String rule, String what) {
    assertThat(stage.observer.expectedViolations())
        .anySatisfy(
            violation -> {
              assertThat(violation.rule()).isEqualTo(rule);
              assertThat(violation.what()).contains(what);
            });
  }

  private static void expectNothing(Stage stage) {
    assertThat(stage.observer.expectedViolations()).isEmpty();
  }

  private static void weigh(Stage stage, int canary) {
    kim(stage)
        .genericKubernetesResources("gateway.networking.k8s.io/v1", "HTTPRoute")
        .inNamespace(stage.shop.namespace())
        .withName("shop")
        .patch(
            JSON,
            """
            [{"op": "replace", "path": "/spec/rules/0/backendRefs/2/weight", "value": %d}]
            """
                .formatted(canary));
  }

  private static void scale(Stage stage, String revision, int pods) {
    kim(stage)
        .apps()
        .replicaSets()
        .inNamespace(stage.shop.namespace())
        .withName(Names.replicaSet("shop", revision))
        .patch(MERGE, "{\"spec\":{\"replicas\":%d}}".formatted(pods));
  }

  private static void pin(Stage stage, String revision) {
    kim(stage)
        .services()
        .inNamespace(stage.shop.namespace())
        .withName("shop")
        .patch(MERGE, "{\"spec\":{\"selector\":{\"%s\":\"%s\"}}}".formatted(Names.HASH, revision));
  }

  /** Returns it as it can be created again. */
  private static Service deleteBackend(Stage stage, String revision) {
    Resource<Service> backend =
        kim(stage)
            .services()
            .inNamespace(stage.shop.namespace())
            .withName(Names.backend("shop", revision));
    Service was = backend.get();
    backend.delete();
    was.getMetadata().setResourceVersion(null);
    was.getMetadata().setUid(null);
    return was;
  }

  private static KubernetesClient kim(Stage stage) {
    return stage.lab.cluster().client(User.KIM);
  }
}
