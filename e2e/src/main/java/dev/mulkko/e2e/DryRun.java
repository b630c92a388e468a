package dev.mulkko.e2e;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;

/** Writes of a Deployment that are tried and change nothing: what do the policies say? */
public record DryRun(KubernetesClient client, String namespace, String deployment) {

  private static final String UNPAUSE = "{\"spec\": {\"paused\": null}}";
  private static final String NEW_TEMPLATE =
      "{\"spec\": {\"paused\": null, \"template\": {\"metadata\": {\"labels\": {\"new\":"
          + " \"yes\"}}}}}";

  /** Whether a held Deployment cannot be let go. */
  boolean refuses() {
    try {
      var _ = patch(UNPAUSE);
      return false;
    } catch (KubernetesClientException e) {
      return true;
    }
  }

  /** Whether a new template would be held: the server has heard of its Rollout. */
  public boolean holds() {
    try {
      return Boolean.TRUE.equals(patch(NEW_TEMPLATE).getSpec().getPaused());
    } catch (KubernetesClientException e) {
      return false;
    }
  }

  private Deployment patch(String merge) {
    return client
        .apps()
        .deployments()
        .inNamespace(namespace)
        .withName(deployment)
        .patch(
            new PatchContext.Builder()
                .withPatchType(PatchType.JSON_MERGE)
                .withDryRun(List.of("All"))
                .build(),
            merge);
  }
}
