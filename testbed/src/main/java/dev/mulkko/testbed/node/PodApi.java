package dev.mulkko.testbed.node;

import io.fabric8.kubernetes.api.model.DeleteOptionsBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;

/**
 * The two writes a kubelet makes to a pod. Each hits only the pod with that UID. Nothing is retried
 * here.
 */
final class PodApi {

  private static final PatchContext STRATEGIC = PatchContext.of(PatchType.STRATEGIC_MERGE);

  private final KubernetesClient client;

  PodApi(KubernetesClient client) {
    this.client = client;
  }

  /**
   * Writes the status; conditions of others stay.
   *
   * @return false if the pod is no more
   * @throws KubernetesClientException if it could not be written, but might be later
   */
  boolean writeStatus(Pod pod, PodStatus status) {
    String patch =
        client
            .getKubernetesSerialization()
            .asJson(
                new PodBuilder()
                    .withNewMetadata()
                    .withUid(pod.getMetadata().getUid())
                    .endMetadata()
                    .withStatus(status)
                    .build());
    return unlessGone(
        () ->
            client
                .pods()
                .inNamespace(pod.getMetadata().getNamespace())
                .withName(pod.getMetadata().getName())
                .subresource("status")
                .patch(STRATEGIC, patch));
  }

  /**
   * Deletes a pod that has ended, at once.
   *
   * @throws KubernetesClientException if it could not be deleted, but might be later
   */
  void remove(Pod pod) {
    var meta = pod.getMetadata();
    var options =
        new DeleteOptionsBuilder()
            .withApiVersion("v1")
            .withKind("DeleteOptions")
            .withGracePeriodSeconds(0L)
            .withNewPreconditions(null, meta.getUid())
            .build();
    String path = "/api/v1/namespaces/%s/pods/%s".formatted(meta.getNamespace(), meta.getName());
    unlessGone(() -> client.raw(path, "DELETE", options));
  }

  private static boolean unlessGone(Runnable write) {
    try {
      write.run();
      return true;
    } catch (KubernetesClientException e) {
      if (e.getCode() == 404) {
        return false;
      }
      throw e;
    }
  }
}
