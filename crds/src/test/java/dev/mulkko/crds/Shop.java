package dev.mulkko.crds;

import dev.mulkko.api.v1beta1.CanaryStep;
import dev.mulkko.api.v1beta1.CanaryStrategy;
import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.api.v1beta1.RolloutSpec;
import dev.mulkko.api.v1beta1.RouteRef;
import dev.mulkko.api.v1beta1.Strategy;
import dev.mulkko.api.v1beta1.Traffic;
import dev.mulkko.api.v1beta1.WorkloadRef;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import java.util.Map;

/** The objects that tests speak of. */
final class Shop {
  private Shop() {}

  static Rollout rollout(String namespace, String name, String deployment) {
    Rollout rollout = new Rollout();
    rollout.setMetadata(new ObjectMetaBuilder().withNamespace(namespace).withName(name).build());
    rollout.setSpec(
        new RolloutSpec(
            new WorkloadRef("Deployment", deployment, null),
            new Traffic("shop", List.of(new RouteRef("HTTPRoute", "shop", List.of())), null),
            new Strategy(
                new CanaryStrategy(List.of(CanaryStep.weight(10)), null, null), null, null),
            null,
            null,
            null,
            null));
    return rollout;
  }

  /** With the status that the operator gives to a Rollout once it is attached. */
  static void createAttached(
      KubernetesClient client, String namespace, String name, String deployment) {
    createWithStatus(client, namespace, name, deployment, "{\"stable\": \"7b9b884c89\"}");
  }

  static Rollout createWithStatus(
      KubernetesClient client, String namespace, String name, String deployment, String status) {
    Rollout rollout = client.resource(rollout(namespace, name, deployment)).create();
    return setStatus(client, rollout, status);
  }

  static Rollout setStatus(KubernetesClient client, Rollout rollout, String status) {
    return client
        .resource(rollout)
        .subresource("status")
        .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"status\": %s}".formatted(status));
  }

  static Service service(String namespace, String name) {
    return new ServiceBuilder()
        .withNewMetadata()
        .withNamespace(namespace)
        .withName(name)
        .endMetadata()
        .withNewSpec()
        .withSelector(Map.of("app", name))
        .addNewPort()
        .withPort(80)
        .endPort()
        .endSpec()
        .build();
  }

  static Deployment deployment(String namespace, String name, String image) {
    Map<String, String> labels = Map.of("app", name);
    return new DeploymentBuilder()
        .withNewMetadata()
        .withNamespace(namespace)
        .withName(name)
        .endMetadata()
        .withNewSpec()
        .withReplicas(3)
        .withNewSelector()
        .withMatchLabels(labels)
        .endSelector()
        .withNewTemplate()
        .withNewMetadata()
        .withLabels(labels)
        .endMetadata()
        .withNewSpec()
        .withContainers(new ContainerBuilder().withName("app").withImage(image).build())
        .endSpec()
        .endTemplate()
        .endSpec()
        .build();
  }
}
