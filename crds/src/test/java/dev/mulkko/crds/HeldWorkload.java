package dev.mulkko.crds;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.NamespacedKubernetesClient;
import io.fabric8.kubernetes.client.RequestConfig;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import io.fabric8.kubernetes.client.dsl.RollableScalableResource;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/** A Deployment with a Rollout, seen to be under the policy, and at rest again. */
final class HeldWorkload {
  static final String HELD_BY = "mulkko.dev/held-by";
  static final String CHANGED_BY = "mulkko.dev/changed-by";

  private final KubernetesClient client;
  private final String namespace;

  private HeldWorkload(KubernetesClient client, String namespace) {
    this.client = client;
    this.namespace = namespace;
  }

  /**
   * A new policy takes about a second to be in force, a new Rollout some milliseconds: without this
   * every test of silence would pass for nothing.
   */
  static HeldWorkload underPolicy(KubernetesClient client) {
    Policy.HOLD_NEW_TEMPLATE.assumeServedBy(client);
    Policy.installAll(client);
    String namespace = Namespaces.create(client);
    Shop.createAttached(client, namespace, "shop-rollout", "shop");
    client.resource(Shop.deployment(namespace, "shop", "shop:0")).create();
    HeldWorkload workload = new HeldWorkload(client, namespace);
    int[] tries = {0};
    await()
        .atMost(Duration.ofSeconds(15))
        .until(() -> isHeld(workload.setImage("shop:try-" + ++tries[0])));
    workload.rest();
    return workload;
  }

  String namespace() {
    return namespace;
  }

  RollableScalableResource<Deployment> resource() {
    return client.apps().deployments().inNamespace(namespace).withName("shop");
  }

  Deployment setImage(String image) {
    return resource().edit(deployment -> withImage(deployment, image));
  }

  Deployment now() {
    return Objects.requireNonNull(resource().get());
  }

  void annotate(String key, String value) {
    resource()
        .edit(
            deployment -> {
              deployment.getMetadata().setAnnotations(Map.of(key, value));
              return deployment;
            });
  }

  /** The same, written by another user with all rights. */
  HeldWorkload as(String user) {
    RequestConfig request =
        new RequestConfigBuilder()
            .withImpersonateUsername(user)
            .withImpersonateGroups("system:masters")
            .build();
    return new HeldWorkload(
        client.newClient(request).adapt(NamespacedKubernetesClient.class), namespace);
  }

  /** As the operator leaves it. The template does not change, so the policy is silent. */
  private void rest() {
    Deployment rested =
        resource()
            .patch(
                Operator.patch(PatchType.JSON_MERGE),
                "{\"metadata\": {\"annotations\": null}, \"spec\": {\"paused\": null}}");
    if (isHeld(rested)) {
      throw new IllegalStateException("held by a write that leaves the template alone");
    }
  }

  static Deployment withImage(Deployment deployment, String image) {
    deployment.getSpec().getTemplate().getSpec().getContainers().get(0).setImage(image);
    return deployment;
  }

  static boolean isHeld(Deployment deployment) {
    return Boolean.TRUE.equals(deployment.getSpec().getPaused())
        || deployment.getMetadata().getAnnotations().containsKey(HELD_BY);
  }
}
