package dev.mulkko.operator.observe;

import dev.mulkko.kube.advice.Surroundings;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.ListOptions;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Listable;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads what advice is about. Whatever cannot be read is not advised on. */
public final class LiveSurroundings implements Advisor.SurroundingsReader {

  private static final Logger LOG = LoggerFactory.getLogger("mulkko");

  private static final ResourceDefinitionContext VERTICAL_AUTOSCALER =
      new ResourceDefinitionContext.Builder()
          .withGroup("autoscaling.k8s.io")
          .withVersion("v1")
          .withKind("VerticalPodAutoscaler")
          .withPlural("verticalpodautoscalers")
          .withNamespaced(true)
          .build();

  private final KubernetesClient client;

  public LiveSurroundings(KubernetesClient client) {
    this.client = client;
  }

  @Override
  public Surroundings of(String namespace) {
    return new Surroundings(
        list(client.autoscaling().v2().horizontalPodAutoscalers().inNamespace(namespace)),
        list(client.genericKubernetesResources(VERTICAL_AUTOSCALER).inNamespace(namespace)),
        list(client.policy().v1().podDisruptionBudget().inNamespace(namespace)),
        list(client.resourceQuotas().inNamespace(namespace)));
  }

  /**
   * Served from the API server's watch cache, without a read of etcd. For one request: the client
   * writes its selector into it.
   */
  private static ListOptions cached() {
    return new ListOptionsBuilder().withResourceVersion("0").build();
  }

  /** A kind that the cluster does not have and a right that was not given are the usual reasons. */
  private static <T extends HasMetadata, L extends KubernetesResourceList<T>> List<T> list(
      Listable<L> kind) {
    try {
      return kind.list(cached()).getItems();
    } catch (KubernetesClientException e) {
      LOG.atDebug().addKeyValue("code", e.getCode()).log("no advice on what cannot be listed");
      return List.of();
    }
  }
}
