package dev.mulkko.e2e.swap;

import dev.mulkko.e2e.Wait;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.ReplicaSetList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.RollableScalableResource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The Deployments of a namespace, as their developer sees them; the one of interest is the shop.
 */
record Apps(KubernetesClient client, String namespace) {

  static final String SHOP = "shop";

  private static final PatchContext MERGE = PatchContext.of(PatchType.STRATEGIC_MERGE);
  private static final Duration LIMIT = Duration.ofSeconds(30);

  /** So many times in a row the controller must have looked and changed nothing. */
  private static final int QUIET_LOOKS = 3;

  void create(HasMetadata object) {
    client.resource(object).inNamespace(namespace).create();
  }

  void delete(String deployment) {
    named(deployment).delete();
  }

  Deployment get(String deployment) {
    return named(deployment).get();
  }

  int replicas() {
    return get(SHOP).getSpec().getReplicas();
  }

  void scale(int replicas) {
    named(SHOP).patch(MERGE, "{\"spec\":{\"replicas\":%d}}".formatted(replicas));
  }

  /** Another template. */
  void release(String image) {
    String container = "{\"name\":\"%s\",\"image\":\"%s\"}".formatted(Manifests.CONTAINER, image);
    named(SHOP)
        .patch(
            MERGE,
            "{\"spec\":{\"template\":{\"spec\":{\"containers\":[%s]}}}}".formatted(container));
  }

  /** All of the namespace. */
  NonNamespaceOperation<ReplicaSet, ReplicaSetList, RollableScalableResource<ReplicaSet>>
      replicaSets() {
    return client.apps().replicaSets().inNamespace(namespace);
  }

  /**
   * Until a Deployment's controller has looked, again and again, and changed no ReplicaSet. Each
   * look is made to happen by a new generation, and seen by its being observed.
   */
  void awaitQuiet(String deployment) {
    Map<String, String> before = sizesAndOwners();
    for (int quiet = 0; quiet < QUIET_LOOKS; ) {
      makeItLook(deployment);
      Map<String, String> after = sizesAndOwners();
      quiet = after.equals(before) ? quiet + 1 : 0;
      before = after;
    }
  }

  private void makeItLook(String deployment) {
    int limit = get(deployment).getSpec().getRevisionHistoryLimit() + 1;
    long generation =
        named(deployment)
            .patch(MERGE, "{\"spec\":{\"revisionHistoryLimit\":%d}}".formatted(limit))
            .getMetadata()
            .getGeneration();
    Wait.until(LIMIT, deployment + " is looked at", () -> observed(deployment) >= generation);
  }

  private long observed(String deployment) {
    return Objects.requireNonNullElse(get(deployment).getStatus().getObservedGeneration(), 0L);
  }

  private Map<String, String> sizesAndOwners() {
    return replicaSets().list().getItems().stream()
        .collect(
            Collectors.toMap(
                rs -> rs.getMetadata().getName(),
                rs -> rs.getSpec().getReplicas() + " " + rs.getMetadata().getOwnerReferences()));
  }

  private RollableScalableResource<Deployment> named(String deployment) {
    return client.apps().deployments().inNamespace(namespace).withName(deployment);
  }
}
