package dev.mulkko.operator.observe;

import dev.mulkko.api.v1beta1.BlueGreenStrategy;
import dev.mulkko.api.v1beta1.CanaryStrategy;
import dev.mulkko.api.v1beta1.RefusedRevision;
import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.api.v1beta1.RolloutProgress;
import dev.mulkko.api.v1beta1.RolloutSpec;
import dev.mulkko.api.v1beta1.RolloutStatus;
import dev.mulkko.api.v1beta1.Strategy;
import dev.mulkko.api.v1beta1.Traffic;
import dev.mulkko.engine.version.VersionNaming;
import dev.mulkko.kube.AnyLock;
import dev.mulkko.kube.AnyLocks;
import dev.mulkko.kube.Names;
import dev.mulkko.kube.Ownership;
import dev.mulkko.kube.Snapshot;
import dev.mulkko.kube.route.Routers;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Collects what one pass needs. Everything is from caches but the canary's pods, its ReplicaSet
 * when it is taken back or not known yet, and what Gateways can do: these are read while they
 * matter.
 */
public final class Observer {

  private final Caches caches;
  private final PodReader pods;
  private final ReplicaSetReader replicaSets;
  private final GatewayReader gateways;
  private final VersionNaming naming;

  /**
   * An observer.
   *
   * @param naming how versions are called, unless a Rollout says otherwise
   */
  public Observer(
      Caches caches,
      PodReader pods,
      ReplicaSetReader replicaSets,
      GatewayReader gateways,
      VersionNaming naming) {
    this.naming = naming;
    this.caches = caches;
    this.pods = pods;
    this.replicaSets = replicaSets;
    this.gateways = gateways;
  }

  /**
   * What must be seen for a Rollout and may not be: what is missing would look the same.
   *
   * @return why, for whoever installed the operator
   */
  public Optional<String> forbidden(Rollout rollout) {
    Set<String> kinds = caches.forbiddenRoutes();
    return Routers.refs(rollout)
        .filter(route -> kinds.contains(route.kind()))
        .findFirst()
        .map(
            route ->
                "%s %s may not be read: let the operator list, watch and patch this kind (routers in the chart's values), and start it again"
                    .formatted(route.kind(), route.name()));
  }

  public Snapshot observe(Rollout rollout) {
    String namespace = rollout.getMetadata().getNamespace();
    String name = rollout.getMetadata().getName();
    String workload = rollout.getSpec().workloadRef().name();
    Traffic traffic = rollout.getSpec().traffic();
    Deployment deployment = caches.deployment(namespace, workload).orElse(null);
    List<Service> backends = caches.backends(namespace, name);
    List<GenericKubernetesResource> routes = traffic == null ? List.of() : routes(rollout);
    List<Pod> canaryPods = canaryPods(rollout.getStatus(), deployment);
    return new Snapshot(
        rollout,
        deployment,
        replicaSets(rollout, workload, canaryPods),
        traffic == null ? null : caches.service(namespace, traffic.service()).orElse(null),
        backends,
        traffic == null ? List.of() : slices(namespace, traffic.service(), backends),
        routes,
        caches.canaryIngresses(namespace),
        canaryPods,
        caches.actions(namespace, name),
        caches.rollouts(namespace).stream()
            .filter(other -> !other.getMetadata().getName().equals(name))
            .toList(),
        caches.wideDeployments(namespace),
        preview(rollout.getSpec())
            .flatMap(service -> caches.service(namespace, service))
            .orElse(null),
        mirrors(rollout.getSpec()) ? gateways.of(routes) : null,
        caches.providers(),
        caches.records(namespace, name).orElse(null),
        naming,
        locks(rollout));
  }

  private AnyLocks locks(Rollout rollout) {
    List<AnyLock> locks = caches.locks();
    boolean queues =
        locks.stream().anyMatch(lock -> lock.spec().autoLock() != null && lock.isFor(rollout));
    return new AnyLocks(
        locks,
        queues
            ? caches.allRollouts().stream().filter(other -> !same(other, rollout)).toList()
            : List.of());
  }

  private static boolean same(Rollout one, Rollout other) {
    return one.getMetadata().getName().equals(other.getMetadata().getName())
        && one.getMetadata().getNamespace().equals(other.getMetadata().getNamespace());
  }

  private static boolean mirrors(RolloutSpec spec) {
    CanaryStrategy canary = spec.strategy() == null ? null : spec.strategy().canary();
    return canary != null && canary.steps().stream().anyMatch(step -> step.setMirror() != null);
  }

  private static Optional<String> preview(RolloutSpec spec) {
    return Optional.ofNullable(spec.strategy())
        .map(Strategy::blueGreen)
        .map(BlueGreenStrategy::previewService);
  }

  private List<EndpointSlice> slices(String namespace, String service, List<Service> backends) {
    return Stream.concat(
            Stream.of(service), backends.stream().map(backend -> backend.getMetadata().getName()))
        .flatMap(one -> caches.endpointSlices(namespace, one).stream())
        .toList();
  }

  private List<GenericKubernetesResource> routes(Rollout rollout) {
    String namespace = rollout.getMetadata().getNamespace();
    return Stream.concat(
            Routers.refs(rollout)
                .flatMap(route -> caches.route(route.kind(), namespace, route.name()).stream()),
            caches.writtenRoutes(namespace, rollout.getMetadata().getName()).stream())
        .distinct()
        .toList();
  }

  private List<ReplicaSet> replicaSets(Rollout rollout, String workload, List<Pod> canaryPods) {
    String namespace = rollout.getMetadata().getNamespace();
    List<ReplicaSet> known = caches.replicaSets(namespace, workload);
    RolloutStatus status = rollout.getStatus();
    Set<String> doubted =
        (status == null ? Stream.<String>empty() : doubted(status, known, canaryPods))
            .map(revision -> Names.replicaSet(workload, revision))
            .collect(Collectors.toSet());
    return Stream.concat(
            known.stream().filter(rs -> !doubted.contains(rs.getMetadata().getName())),
            doubted.stream()
                .flatMap(name -> replicaSets.named(namespace, name).stream())
                .filter(rs -> isOf(rs, workload)))
        .toList();
  }

  /**
   * Revisions of which a cache that is late would tell what does harm: that a canary has no pods,
   * so that an abort takes them for gone and gives the Service back to them; or, after the abort,
   * that the Deployment still rolls it out by itself.
   */
  private static Stream<String> doubted(
      RolloutStatus status, List<ReplicaSet> known, List<Pod> canaryPods) {
    RolloutProgress progress = status.rollout();
    if (progress == null) {
      return status.refused().stream()
          .map(RefusedRevision::revision)
          .filter(revision -> of(revision, known).anyMatch(rs -> isControlled(rs) && isWanted(rs)));
    }
    String canary = status.canary();
    if (canary == null) {
      return Stream.empty();
    }
    boolean harm =
        progress.abort() != null
            ? of(canary, known).noneMatch(Observer::isWanted)
            : !canaryPods.isEmpty() && of(canary, known).findAny().isEmpty();
    return harm ? Stream.of(canary) : Stream.empty();
  }

  private static Stream<ReplicaSet> of(String revision, List<ReplicaSet> known) {
    return known.stream().filter(rs -> Ownership.revision(rs).equals(revision));
  }

  private static boolean isWanted(ReplicaSet rs) {
    return rs.getSpec().getReplicas() != null && rs.getSpec().getReplicas() > 0;
  }

  private static boolean isControlled(ReplicaSet rs) {
    return rs.getMetadata().getOwnerReferences().stream()
        .anyMatch(owner -> Boolean.TRUE.equals(owner.getController()));
  }

  private static boolean isOf(ReplicaSet rs, String workload) {
    return rs.getMetadata().getOwnerReferences().stream()
        .anyMatch(o -> o.getKind().equals("Deployment") && o.getName().equals(workload));
  }

  private List<Pod> canaryPods(@Nullable RolloutStatus status, @Nullable Deployment deployment) {
    if (status == null || deployment == null) {
      return List.of();
    }
    RolloutProgress progress = status.rollout();
    String canary = status.canary();
    boolean onTrial = progress != null && progress.abort() == null;
    return onTrial && canary != null ? pods.ofRevision(deployment, canary) : List.of();
  }

  /** Reads who serves routes. */
  @FunctionalInterface
  public interface GatewayReader {

    /** The Gateways that these name as parents, and their classes, as far as they can be read. */
    List<GenericKubernetesResource> of(List<GenericKubernetesResource> routes);
  }

  /** Reads ReplicaSets from the server. */
  @FunctionalInterface
  public interface ReplicaSetReader {

    /** The one of this name, if it exists. */
    Optional<ReplicaSet> named(String namespace, String name);
  }

  /** Reads pods from the server. */
  @FunctionalInterface
  public interface PodReader {
    List<Pod> ofRevision(Deployment deployment, String revision);
  }
}
