package dev.mulkko.e2e.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.api.v1beta1.RolloutStatus;
import dev.mulkko.e2e.Lab;
import dev.mulkko.e2e.OperatorProcess;
import dev.mulkko.e2e.Product;
import dev.mulkko.e2e.SharedLab;
import dev.mulkko.e2e.Shop;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An operator that was given the fewest rights that the chart knows. */
@Tag("cluster")
final class ForbiddenTest {

  private static final String VALUES =
      """
      scope: Namespaced
      policies: {enabled: false}
      routers: {httpRoute: false, grpcRoute: false, ingress: false}
      metrics: {providers: {enabled: false}}
      locks: {enabled: false}
      records: {enabled: false}
      advice: {enabled: false}
      """;

  @Test
  void aRouterWithoutRightsIsForbiddenAndEverythingElseWorks() {
    Lab lab = SharedLab.lab();
    Shop shop = new Shop(lab, lab.cluster().newNamespace("forbidden"));
    List<HasMetadata> rights =
        Product.of(lab.client(), "narrow", shop.namespace(), VALUES)
            .filter(Product::isRight)
            .toList();
    rights.forEach(object -> lab.client().resource(object).create());
    String known =
        lab.cluster().serviceAccountKubeconfig(shop.namespace(), "narrow-mulkko").toString();
    try (OperatorProcess operator =
        OperatorProcess.in(shop.namespace(), lab, Map.of("KUBECONFIG", known))) {
      operator.awaitReady();
      shop.open(deployment -> deployment);
      shop.create(rollout -> rollout);

      RolloutStatus stalled =
          shop.await(Stage.LIMIT, "is forbidden", now -> "Forbidden".equals(now.reason()));
      assertThat(stalled.phase()).isEqualTo("Stalled");
      assertThat(stalled.message()).startsWith("HTTPRoute shop may not be read: let the operator");

      lab.client()
          .resources(Rollout.class)
          .inNamespace(shop.namespace())
          .withName("shop")
          .patch(
              PatchContext.of(PatchType.JSON_MERGE),
              "{\"spec\": {\"traffic\": {\"routes\": null}}}");
      shop.await(Stage.LIMIT, "is attached", now -> now.stable() != null);
      assertThat(operator.isAlive()).isTrue();
    } finally {
      rights.forEach(object -> lab.client().resource(object).delete());
    }
  }
}
