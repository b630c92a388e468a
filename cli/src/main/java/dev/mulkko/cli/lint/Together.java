package dev.mulkko.cli.lint;

import dev.mulkko.api.v1beta1.BlueGreenStrategy;
import dev.mulkko.api.v1beta1.MetricProvider;
import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.kube.Ownership;
import dev.mulkko.kube.Snapshot;
import dev.mulkko.kube.advice.Surroundings;
import dev.mulkko.kube.read.Providers;
import dev.mulkko.kube.route.Routers;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The objects of all files, as a cluster would have them: those written first are the oldest. */
record Together(List<HasMetadata> objects) {

  private static final KubernetesSerialization TYPES = new KubernetesSerialization();

  static Together of(List<Manifest> manifests) {
    return new Together(
        IntStream.range(0, manifests.size())
            .mapToObj(i -> admitted(manifests.get(i), Instant.EPOCH.plusSeconds(i)))
            .filter(Objects::nonNull)
            .toList());
  }

  /**
   * As the API server fills it in; null when it is of no kind that matters, or would be refused.
   */
  private static @Nullable HasMetadata admitted(Manifest manifest, Instant created) {
    Class<? extends HasMetadata> type = type(manifest);
    boolean complete = manifest.tree().path("spec").isObject() || type == EndpointSlice.class;
    if (type == null || !complete) {
      return null;
    }
    HasMetadata object;
    try {
      object = TYPES.convertValue(manifest.tree(), type);
    } catch (IllegalArgumentException refused) {
      return null;
    }
    object.setMetadata(
        new ObjectMetaBuilder(object.getMetadata())
            .withNamespace(manifest.namespace())
            .withUid(manifest.words())
            .withGeneration(1L)
            .withCreationTimestamp(created.toString())
            .build());
    return object instanceof Deployment deployment && incomplete(deployment) ? null : object;
  }

  private static boolean incomplete(Deployment deployment) {
    if (deployment.getSpec().getReplicas() == null) {
      deployment.getSpec().setReplicas(1);
    }
    return deployment.getSpec().getSelector() == null || deployment.getSpec().getTemplate() == null;
  }

  private static @Nullable Class<? extends HasMetadata> type(Manifest manifest) {
    return switch (manifest.apiVersion() + " " + manifest.kind()) {
      case "mulkko.dev/v1beta1 Rollout" -> Rollout.class;
      case "mulkko.dev/v1beta1 MetricProvider" -> MetricProvider.class;
      case "apps/v1 Deployment" -> Deployment.class;
      case "v1 Service" -> Service.class;
      case "v1 ResourceQuota" -> ResourceQuota.class;
      case "discovery.k8s.io/v1 EndpointSlice" -> EndpointSlice.class;
      case "autoscaling/v2 HorizontalPodAutoscaler" -> HorizontalPodAutoscaler.class;
      case "policy/v1 PodDisruptionBudget" -> PodDisruptionBudget.class;
      case "gateway.networking.k8s.io/v1 HTTPRoute",
          "gateway.networking.k8s.io/v1 GRPCRoute",
          "traefik.io/v1alpha1 IngressRoute",
          "traefik.io/v1alpha1 TraefikService",
          "networking.k8s.io/v1 Ingress",
          "autoscaling.k8s.io/v1 VerticalPodAutoscaler" ->
          GenericKubernetesResource.class;
      default -> null;
    };
  }

  Stream<Rollout> rollouts(Manifest manifest) {
    return all(Rollout.class, manifest.namespace())
        .filter(rollout -> rollout.getMetadata().getName().equals(manifest.name()));
  }

  Snapshot around(Rollout rollout) {
    String namespace = rollout.getMetadata().getNamespace();
    String service =
        rollout.getSpec().traffic() == null ? "" : rollout.getSpec().traffic().service();
    return new Snapshot(
        rollout,
        named(Deployment.class, namespace, rollout.getSpec().workloadRef().name()),
        List.of(),
        named(Service.class, namespace, service),
        List.of(),
        all(EndpointSlice.class, namespace).filter(slice -> isOf(slice, service)).toList(),
        routes(rollout),
        generic("Ingress", namespace).filter(Routers::isCanary).toList(),
        List.of(),
        List.of(),
        all(Rollout.class, namespace).filter(other -> !sameName(other, rollout)).toList(),
        all(Deployment.class, namespace).filter(Ownership::couldTakeParked).toList(),
        named(Service.class, namespace, preview(rollout)),
        null,
        providers(rollout).orElse(null));
  }

  /** Those that are written here, if all are that the Rollout names: others may be elsewhere. */
  private Optional<List<MetricProvider>> providers(Rollout rollout) {
    List<MetricProvider> all =
        objects.stream()
            .filter(MetricProvider.class::isInstance)
            .map(MetricProvider.class::cast)
            .toList();
    List<String> names = all.stream().map(each -> each.getMetadata().getName()).toList();
    return names.containsAll(Providers.namedBy(rollout)) ? Optional.of(all) : Optional.empty();
  }

  Stream<MetricProvider> providers(Manifest manifest) {
    return objects.stream()
        .filter(MetricProvider.class::isInstance)
        .map(MetricProvider.class::cast)
        .filter(each -> each.getMetadata().getName().equals(manifest.name()));
  }

  private static String preview(Rollout rollout) {
    BlueGreenStrategy blueGreen = rollout.getSpec().strategy().blueGreen();
    return blueGreen == null || blueGreen.previewService() == null
        ? ""
        : blueGreen.previewService();
  }

  Surroundings surroundings(String namespace) {
    return new Surroundings(
        all(HorizontalPodAutoscaler.class, namespace).toList(),
        generic("VerticalPodAutoscaler", namespace).toList(),
        all(PodDisruptionBudget.class, namespace).toList(),
        all(ResourceQuota.class, namespace).toList());
  }

  private static boolean isOf(EndpointSlice slice, String service) {
    return service.equals(slice.getMetadata().getLabels().get("kubernetes.io/service-name"));
  }

  private static boolean sameName(HasMetadata one, HasMetadata other) {
    return one.getMetadata().getName().equals(other.getMetadata().getName());
  }

  private List<GenericKubernetesResource> routes(Rollout rollout) {
    String namespace = rollout.getMetadata().getNamespace();
    return Routers.refs(rollout)
        .flatMap(
            ref ->
                generic(ref.kind(), namespace)
                    .filter(route -> route.getMetadata().getName().equals(ref.name())))
        .toList();
  }

  private Stream<GenericKubernetesResource> generic(String kind, String namespace) {
    return all(GenericKubernetesResource.class, namespace).filter(o -> o.getKind().equals(kind));
  }

  private <T extends HasMetadata> @Nullable T named(Class<T> type, String namespace, String name) {
    return all(type, namespace)
        .filter(object -> object.getMetadata().getName().equals(name))
        .findFirst()
        .orElse(null);
  }

  private <T extends HasMetadata> Stream<T> all(Class<T> type, String namespace) {
    return objects.stream()
        .filter(type::isInstance)
        .map(type::cast)
        .filter(object -> object.getMetadata().getNamespace().equals(namespace));
  }
}
