package dev.mulkko.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mulkko.kube.Names;
import dev.mulkko.operator.josdk.Framework;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("cluster")
@ExtendWith(ApiServer.Running.class)
class LetGoTest {

  private static final Duration SOON = Duration.ofSeconds(30);

  private final Shop shop;
  private final ClaimedShop claimed;

  LetGoTest(ApiServer server) {
    shop = Shop.on(server);
    claimed = ClaimedShop.in(shop);
  }

  /** As whoever applies a commit does that takes the Rollout away and changes the Deployment. */
  @Test
  void aDeploymentThatChangesInTheSameMomentIsGivenBackToo() {
    claimed.createRollout("shop");
    Edits edits = new Edits(shop);
    Framework operator =
        RunningOperator.prepare(
            shop.server(),
            edits,
            Map.of(
                "MULKKO_NAMESPACES", shop.namespace(),
                "MULKKO_INSTANCE", "test",
                "MULKKO_AT_REST", "Paused"));
    var _ = operator.start();
    try {
      await().atMost(SOON).until(() -> "Healthy".equals(shop.status("shop").reason()));
      await().atMost(SOON).until(() -> isHeld(deployment()));
      edits.left().set(1);
      shop.server().client().resource(shop.rollout("shop")).delete();
      await().atMost(SOON).until(() -> !isHeld(deployment()));
    } finally {
      operator.stop();
    }

    assertThat(edits.left()).as("edits that were to come first").hasNonPositiveValue();
    assertThat(deployment().getSpec().getPaused()).isNotEqualTo(true);
  }

  private Deployment deployment() {
    return shop.server()
        .client()
        .apps()
        .deployments()
        .inNamespace(shop.namespace())
        .withName("shop")
        .require();
  }

  private static boolean isHeld(Deployment deployment) {
    return deployment.getMetadata().getAnnotations().containsKey(Names.HELD_BY);
  }

  /** So often somebody is quicker than the operator, so that its write is refused. */
  private record Edits(Shop shop, AtomicInteger left) implements Interceptor {

    private Edits(Shop shop) {
      this(shop, new AtomicInteger());
    }

    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
      boolean ofDeployment = request.uri().getPath().endsWith("/deployments/shop");
      if (request.method().equals("PATCH") && ofDeployment && left.getAndDecrement() > 0) {
        shop.scale("shop", 4);
      }
    }
  }
}
