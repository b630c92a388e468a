package dev.mulkko.operator.apply;

import dev.mulkko.kube.Request.Kind;
import dev.mulkko.kube.Request.Target;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.Optional;

/** What the API server has at this moment, past every cache. */
public final class Live {

  private Live() {}

  /**
   * Reads a list of one: what is watched may be listed, and needs no right of its own to be read.
   *
   * @throws KubernetesClientException if the server does not answer, or refuses
   */
  public static Optional<GenericKubernetesResource> read(KubernetesClient client, Target target) {
    return client
        .genericKubernetesResources(context(target.kind()))
        .inNamespace(target.namespace())
        .withField("metadata.name", target.name())
        .list()
        .getItems()
        .stream()
        .findFirst();
  }

  static ResourceDefinitionContext context(Kind kind) {
    return new ResourceDefinitionContext.Builder()
        .withGroup(kind.group())
        .withVersion(kind.version())
        .withKind(kind.name())
        .withPlural(kind.plural())
        .withNamespaced(true)
        .build();
  }
}
