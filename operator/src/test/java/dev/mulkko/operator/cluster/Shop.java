package dev.mulkko.operator.cluster;

import dev.mulkko.api.v1beta1.CanaryStep;
import dev.mulkko.api.v1beta1.CanaryStrategy;
import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.api.v1beta1.RolloutAction;
import dev.mulkko.api.v1beta1.RolloutActionSpec;
import dev.mulkko.api.v1beta1.RolloutSpec;
import dev.mulkko.api.v1beta1.RolloutStatus;
import dev.mulkko.api.v1beta1.RouteRef;
import dev.mulkko.api.v1beta1.Strategy;
import dev.mulkko.api.v1beta1.Traffic;
import dev.mulkko.api.v1beta1.WorkloadRef;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Objects in a namespace of their own. It is never deleted: nothing would finish that. */
public record Shop(ApiServer server, String namespace) {

  private static final ResourceDefinitionContext HTTP_ROUTE =
      new ResourceDefinitionContext.Builder()
          .withGroup("gateway.networking.k8s.io")
          .withVersion("v1")
          .withKind("HTTPRoute")
          .withPlural("httproutes")
          .withNamespaced(true)
          .build();

  public static Shop on(ApiServer server) {
    String namespace =
        server
            .client()
            .resource(
                new NamespaceBuilder()
                    .withNewMetadata()
                    .withGenerateName("test-")
                    .endMetadata()
                    .build())
            .create()
            .getMetadata()
            .getName();
    return new Shop(server, namespace);
  }

  /** A Rollout whose Deployment does not exist. */
  public Rollout createRollout(String name) {
    Rollout rollout = new Rollout();
    rollout.setMetadata(meta(name));
    rollout.setSpec(
        new RolloutSpec(
            new WorkloadRef("Deployment", "missing", null),
            new Traffic("shop", List.of(new RouteRef("HTTPRoute", "shop", List.of())), null),
            new Strategy(
                new CanaryStrategy(List.of(CanaryStep.weight(10)), null, null), null, null),
            null,
            "10m",
            null,
            null));
    return server.client().resource(rollout).create();
  }

  public Rollout rollout(String name) {
    return server.client().resources(Rollout.class).inNamespace(namespace).withName(name).require();
  }

  /** By its schema a Rollout has one from the start. */
  public RolloutStatus status(String name) {
    return Objects.requireNonNull(rollout(name).getStatus());
  }

  /** All that is the user's, with the versions that it has. */
  Map<String, String> objects() {
    KubernetesClient client = server.client();
    return Stream.of(
            client.apps().deployments(),
            client.apps().replicaSets(),
            client.services(),
            client.discovery().v1().endpointSlices(),
            client.genericKubernetesResources(HTTP_ROUTE))
        .flatMap(kind -> kind.inNamespace(namespace).list().getItems().stream())
        .map(HasMetadata.class::cast)
        .collect(
            Collectors.toMap(
                object -> object.getKind() + " " + object.getMetadata().getName(),
                object -> object.getMetadata().getResourceVersion()));
  }

  public RolloutAction createAction(String name) {
    RolloutAction action = new RolloutAction();
    action.setMetadata(meta(name));
    action.setSpec(new RolloutActionSpec("shop", "Abort", null, null));
    return server.client().resource(action).create();
  }

  public Deployment createDeployment(String name) {
    Map<String, String> labels = Map.of("app", name);
    return server
        .client()
        .resource(
            new DeploymentBuilder()
                .withMetadata(meta(name))
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
                .withContainers(new ContainerBuilder().withName("app").withImage("app:1").build())
                .endSpec()
                .endTemplate()
                .endSpec()
                .build())
        .create();
  }

  public RolloutAction action(String name) {
    return server
        .client()
        .resources(RolloutAction.class)
        .inNamespace(namespace)
        .withName(name)
        .require();
  }

  public void scale(String deployment, int replicas) {
    server
        .client()
        .apps()
        .deployments()
        .inNamespace(namespace)
        .withName(deployment)
        .scale(replicas);
  }

  public Service service(String name) {
    return new ServiceBuilder()
        .withMetadata(meta(name))
        .withNewSpec()
        .withSelector(Map.of("app", name))
        .addNewPort()
        .withPort(80)
        .endPort()
        .endSpec()
        .build();
  }

  private ObjectMeta meta(String name) {
    return new ObjectMetaBuilder().withNamespace(namespace).withName(name).build();
  }
}
