package dev.mulkko.kube;

import dev.mulkko.api.v1beta1.DeploymentRecord;
import dev.mulkko.api.v1beta1.MetricProvider;
import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.api.v1beta1.RolloutAction;
import dev.mulkko.engine.version.VersionNaming;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The objects of one pass, as they were read. Writes are guarded by the resourceVersions in here.
 *
 * @param replicaSets those of the namespace that name the Deployment as owner, in whatever way
 * @param service the Service that clients use
 * @param backends the revision Services of this Rollout
 * @param endpointSlices those of the Service and of the backends
 * @param routes those that the Rollout names, as far as they exist, and those that still have what
 *     it wrote; in any order
 * @param canaryIngresses the Ingresses of the namespace that are canaries of others, this Rollout's
 *     own among them
 * @param canaryPods pods of the canary; empty when no rollout is going on
 * @param actions the RolloutActions of this Rollout
 * @param neighbours the other Rollouts of the namespace
 * @param wideDeployments those of the namespace whose selector a parked ReplicaSet could match
 * @param preview the Service of those who look at the new version before it has traffic
 * @param gateways the Gateways that serve the routes, and their GatewayClasses, as far as they can
 *     be read; null when nobody wanted to know what these can do
 * @param providers the MetricProviders of the cluster; null when nobody can tell
 * @param records the DeploymentRecords of this Rollout, and of older ones of its name; null when
 *     the cluster keeps none
 * @param naming how versions are called, unless the Rollout says otherwise
 * @param locks those that could hold it
 */
public record Snapshot(
    Rollout rollout,
    @Nullable Deployment deployment,
    List<ReplicaSet> replicaSets,
    @Nullable Service service,
    List<Service> backends,
    List<EndpointSlice> endpointSlices,
    List<GenericKubernetesResource> routes,
    List<GenericKubernetesResource> canaryIngresses,
    List<Pod> canaryPods,
    List<RolloutAction> actions,
    List<Rollout> neighbours,
    List<Deployment> wideDeployments,
    @Nullable Service preview,
    @Nullable List<GenericKubernetesResource> gateways,
    @Nullable List<MetricProvider> providers,
    @Nullable List<DeploymentRecord> records,
    VersionNaming naming,
    AnyLocks locks) {

  /** Where nothing is locked. */
  public Snapshot(
      Rollout rollout,
      @Nullable Deployment deployment,
      List<ReplicaSet> replicaSets,
      @Nullable Service service,
      List<Service> backends,
      List<EndpointSlice> endpointSlices,
      List<GenericKubernetesResource> routes,
      List<GenericKubernetesResource> canaryIngresses,
      List<Pod> canaryPods,
      List<RolloutAction> actions,
      List<Rollout> neighbours,
      List<Deployment> wideDeployments,
      @Nullable Service preview,
      @Nullable List<GenericKubernetesResource> gateways,
      @Nullable List<MetricProvider> providers,
      @Nullable List<DeploymentRecord> records,
      VersionNaming naming) {
    this(
        rollout,
        deployment,
        replicaSets,
        service,
        backends,
        endpointSlices,
        routes,
        canaryIngresses,
        canaryPods,
        actions,
        neighbours,
        wideDeployments,
        preview,
        gateways,
        providers,
        records,
        naming,
        AnyLocks.NONE);
  }

  /** Where nobody keeps records. */
  public Snapshot(
      Rollout rollout,
      @Nullable Deployment deployment,
      List<ReplicaSet> replicaSets,
      @Nullable Service service,
      List<Service> backends,
      List<EndpointSlice> endpointSlices,
      List<GenericKubernetesResource> routes,
      List<GenericKubernetesResource> canaryIngresses,
      List<Pod> canaryPods,
      List<RolloutAction> actions,
      List<Rollout> neighbours,
      List<Deployment> wideDeployments,
      @Nullable Service preview,
      @Nullable List<GenericKubernetesResource> gateways,
      @Nullable List<MetricProvider> providers) {
    this(
        rollout,
        deployment,
        replicaSets,
        service,
        backends,
        endpointSlices,
        routes,
        canaryIngresses,
        canaryPods,
        actions,
        neighbours,
        wideDeployments,
        preview,
        gateways,
        providers,
        null,
        VersionNaming.USUAL);
  }

  public Snapshot {
    replicaSets = List.copyOf(replicaSets);
    backends = List.copyOf(backends);
    endpointSlices = List.copyOf(endpointSlices);
    routes = List.copyOf(routes);
    canaryIngresses = List.copyOf(canaryIngresses);
    canaryPods = List.copyOf(canaryPods);
    actions = List.copyOf(actions);
    neighbours = List.copyOf(neighbours);
    wideDeployments = List.copyOf(wideDeployments);
    gateways = gateways == null ? null : List.copyOf(gateways);
    providers = providers == null ? null : List.copyOf(providers);
    records = records == null ? null : List.copyOf(records);
  }

  /** Never null for an object that was read from a server. */
  public String namespace() {
    return rollout.getMetadata().getNamespace();
  }

  public String name() {
    return rollout.getMetadata().getName();
  }
}
