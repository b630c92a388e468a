package dev.mulkko.crds;

import static org.awaitility.Awaitility.await;

import dev.mulkko.api.v1beta1.Rollout;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.RollableScalableResource;
import io.fabric8.kubernetes.client.dsl.ServiceResource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A held Deployment and a pinned Service in a rollout, seen to be under all policies. */
record MidRollout(KubernetesClient client, String namespace, Rollout rollout) {
  static final String STABLE = "7b9b884c89";
  static final String UNDER_WAY =
      "{\"stable\": \"%s\", \"rollout\": {\"startedAt\": \"2026-11-24T08:30:00Z\", \"stepIndex\": 0}}"
          .formatted(STABLE);
  static final String UNPAUSE = "{\"spec\": {\"paused\": null}}";
  private static final String PIN = "pod-template-hash";

  static MidRollout begin(KubernetesClient client) {
    Policy.installAll(client);
    String namespace = Namespaces.create(client);
    Rollout rollout = Shop.createWithStatus(client, namespace, "shop-rollout", "shop", UNDER_WAY);
    MidRollout shop = new MidRollout(client, namespace, rollout);
    shop.createHeld("shop", "shop-rollout");
    shop.createPinned("shop");
    shop.awaitPolicies();
    return shop;
  }

  /** Otherwise every test of silence would pass for nothing. Nothing is changed by it. */
  private void awaitPolicies() {
    Duration limit = Duration.ofSeconds(15);
    await().atMost(limit).until(() -> !mayUnpause());
    if (Policy.KEEP_HOLD.isServedBy(client)) {
      await().atMost(limit).until(() -> isHeld(replaceWithManifest(true)));
      await().atMost(limit).until(() -> isPinned(dropPin(true)));
    }
  }

  Deployment createHeld(String name, String by) {
    Deployment deployment = manifest(name);
    deployment.getMetadata().setAnnotations(Map.of(HeldWorkload.HELD_BY, by));
    deployment.getSpec().setPaused(true);
    return client.resource(deployment).create();
  }

  Service createPinned(String name) {
    Service service = Shop.service(namespace, name);
    service.getSpec().setSelector(Map.of("app", name, PIN, STABLE));
    return client.resource(service).create();
  }

  Deployment manifest(String name) {
    return Shop.deployment(namespace, name, "shop:1");
  }

  RollableScalableResource<Deployment> deployment() {
    return client.apps().deployments().inNamespace(namespace).withName("shop");
  }

  ServiceResource<Service> service() {
    return client.services().inNamespace(namespace).withName("shop");
  }

  boolean mayUnpause() {
    try {
      deployment().patch(dryRun(PatchType.JSON_MERGE), UNPAUSE);
      return true;
    } catch (KubernetesClientException e) {
      return false;
    }
  }

  private Deployment replaceWithManifest(boolean dryRun) {
    return client.resource(manifest("shop")).dryRun(dryRun).update();
  }

  Deployment replaceWithManifest() {
    return replaceWithManifest(false);
  }

  private Service dropPin(boolean dryRun) {
    return service()
        .dryRun(dryRun)
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            "{\"spec\": {\"selector\": {\"%s\": null}}}".formatted(PIN));
  }

  Service dropPin() {
    return dropPin(false);
  }

  boolean pinCanBeDropped() {
    return !isPinned(dropPin(true));
  }

  /** The policies see it some milliseconds later. */
  void setStatus(String status) {
    Shop.setStatus(client, rollout, status);
  }

  static boolean isHeld(Deployment deployment) {
    return Boolean.TRUE.equals(deployment.getSpec().getPaused())
        && "shop-rollout"
            .equals(deployment.getMetadata().getAnnotations().get(HeldWorkload.HELD_BY));
  }

  static boolean isPinned(Service service) {
    return STABLE.equals(service.getSpec().getSelector().get(PIN));
  }

  private static PatchContext dryRun(PatchType type) {
    return new PatchContext.Builder().withPatchType(type).withDryRun(List.of("All")).build();
  }
}
