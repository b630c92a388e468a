package dev.mulkko.kube.write;

import dev.mulkko.kube.Names;
import dev.mulkko.kube.Ownership;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServicePortBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.List;
import java.util.Map;

/** Services that select one revision alone, and never another in their life. */
final class Backends {

  private Backends() {}

  /**
   * Of the user's Service only what decides how it serves is copied, never labels or annotations
   * that other tools read.
   */
  static Service create(String rollout, Deployment deployment, Service service, String revision) {
    return new ServiceBuilder()
        .withNewMetadata()
        .withNamespace(service.getMetadata().getNamespace())
        .withName(Names.backend(service.getMetadata().getName(), revision))
        .withLabels(Map.of(Names.ROLLOUT_LABEL, rollout, Names.REVISION_LABEL, revision))
        .withOwnerReferences(Ownership.entry(deployment, false))
        .endMetadata()
        .withNewSpec()
        .withType("ClusterIP")
        .withSelector(service.getSpec().getSelector())
        .addToSelector(Names.HASH, revision)
        .withPorts(ports(service))
        .withSessionAffinity(service.getSpec().getSessionAffinity())
        .withSessionAffinityConfig(service.getSpec().getSessionAffinityConfig())
        .withInternalTrafficPolicy(service.getSpec().getInternalTrafficPolicy())
        .withTrafficDistribution(service.getSpec().getTrafficDistribution())
        .withIpFamilyPolicy(service.getSpec().getIpFamilyPolicy())
        .withIpFamilies(service.getSpec().getIpFamilies())
        .endSpec()
        .build();
  }

  /** A node port belongs to one Service alone. */
  private static List<ServicePort> ports(Service service) {
    return service.getSpec().getPorts().stream()
        .map(port -> new ServicePortBuilder(port).withNodePort(null).build())
        .toList();
  }
}
