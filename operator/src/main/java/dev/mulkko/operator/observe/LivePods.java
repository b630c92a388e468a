package dev.mulkko.operator.observe;

import dev.mulkko.kube.Names;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Map;

/**
 * Pods of one revision, read when asked for: a watch of all pods of a cluster would be the
 * operator's largest cache, for a question that only a rollout asks.
 */
public final class LivePods implements Observer.PodReader {

  private final KubernetesClient client;

  public LivePods(KubernetesClient client) {
    this.client = client;
  }

  @Override
  public List<Pod> ofRevision(Deployment deployment, String revision) {
    Map<String, String> labels = deployment.getSpec().getSelector().getMatchLabels();
    return client
        .pods()
        .inNamespace(deployment.getMetadata().getNamespace())
        .withLabels(labels == null ? Map.of() : labels)
        .withLabel(Names.HASH, revision)
        .list()
        .getItems();
  }
}
