package dev.mulkko.e2e.release;

import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.api.v1beta1.RolloutAction;
import dev.mulkko.e2e.Shop;
import dev.mulkko.e2e.Wait;
import dev.mulkko.kube.Names;
import io.fabric8.kubernetes.api.model.autoscaling.v1.Scale;
import io.fabric8.kubernetes.api.model.autoscaling.v1.ScaleBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.net.HttpURLConnection;

/** The developer, and what she does to her shop in the middle of everything. */
record Kim(KubernetesClient client, Shop shop) {

  private static final String SHOP = "shop";

  /** Asks for an abort and returns at once. */
  Resource<RolloutAction> asksForAbort() {
    return client.resource(shop.asks("Abort", "the checkout is slow"));
  }

  /** As an autoscaler does it. */
  void scales(int replicas) {
    Scale scale =
        new ScaleBuilder()
            .withNewMetadata()
            .withNamespace(shop.namespace())
            .withName(SHOP)
            .endMetadata()
            .withNewSpec()
            .withReplicas(replicas)
            .endSpec()
            .build();
    client.apps().deployments().inNamespace(shop.namespace()).withName(SHOP).scale(scale);
  }

  /** Edits the Rollout as an editor does: again when somebody else wrote it meanwhile. */
  void changesPace(Pace pace) {
    Wait.until(Stage.LIMIT, "the pace is changed", () -> edits(pace));
  }

  private boolean edits(Pace pace) {
    try {
      client.resources(Rollout.class).inNamespace(shop.namespace()).withName(SHOP).edit(pace);
      return true;
    } catch (KubernetesClientException e) {
      if (e.getCode() == HttpURLConnection.HTTP_CONFLICT) {
        return false;
      }
      throw e;
    }
  }

  void deletesReplicaSet(String revision) {
    client
        .apps()
        .replicaSets()
        .inNamespace(shop.namespace())
        .withName(Names.replicaSet(SHOP, revision))
        .delete();
  }

  /** Returns when all traffic is said to be back. */
  static void awaitDone(Resource<RolloutAction> abort) {
    Wait.until(
        Stage.LIMIT,
        "the abort is done",
        () -> {
          RolloutAction now = abort.get();
          return now.getStatus() != null && "Done".equals(now.getStatus().phase());
        });
  }
}
