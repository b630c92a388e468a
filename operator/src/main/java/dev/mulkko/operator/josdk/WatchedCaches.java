package dev.mulkko.operator.josdk;

import dev.mulkko.api.v1beta1.ClusterDeployLock;
import dev.mulkko.api.v1beta1.DeployLock;
import dev.mulkko.api.v1beta1.DeploymentRecord;
import dev.mulkko.api.v1beta1.MetricProvider;
import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.api.v1beta1.RolloutAction;
import dev.mulkko.kube.AnyLock;
import dev.mulkko.kube.Names;
import dev.mulkko.kube.Request.Kind;
import dev.mulkko.operator.observe.Caches;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The framework's informers as the caches that the observer reads. */
final class WatchedCaches implements Caches {

  private final IndexerResourceCache<Rollout> rollouts;
  private final InformerEventSource<Deployment, Rollout> deployments;
  private final InformerEventSource<ReplicaSet, Rollout> replicaSets;
  private final InformerEventSource<Service, Rollout> services;
  private final InformerEventSource<EndpointSlice, Rollout> slices;
  private final InformerEventSource<RolloutAction, Rollout> actions;
  private final Map<String, InformerEventSource<GenericKubernetesResource, Rollout>> routes;
  private final Set<String> forbidden;
  private final Optional<InformerEventSource<MetricProvider, Rollout>> providers;
  private final Optional<InformerEventSource<DeploymentRecord, Rollout>> records;
  private final Optional<InformerEventSource<DeployLock, Rollout>> locks;
  private final Optional<InformerEventSource<ClusterDeployLock, Rollout>> clusterLocks;

  WatchedCaches(EventSourceContext<Rollout> context, Rights rights) {
    Sources sources = new Sources(context, rights);
    Map<Boolean, List<Kind>> served =
        sources.served().entrySet().stream()
            .collect(
                Collectors.partitioningBy(
                    Map.Entry::getValue,
                    Collectors.mapping(Map.Entry::getKey, Collectors.toList())));
    rollouts = context.getPrimaryCache();
    deployments = sources.deployments();
    replicaSets = sources.replicaSets();
    services = sources.services();
    slices = sources.endpointSlices();
    actions = sources.actions();
    routes = sources.routes(served.getOrDefault(true, List.of()));
    forbidden =
        served.getOrDefault(false, List.of()).stream().map(Kind::name).collect(Collectors.toSet());
    providers = sources.providers();
    records = sources.records();
    locks = sources.locks();
    clusterLocks = sources.clusterLocks();
  }

  List<EventSource<?, Rollout>> sources() {
    List<EventSource<?, Rollout>> all =
        new ArrayList<>(List.of(deployments, replicaSets, services, slices, actions));
    all.addAll(routes.values());
    providers.ifPresent(all::add);
    records.ifPresent(all::add);
    locks.ifPresent(all::add);
    clusterLocks.ifPresent(all::add);
    return all;
  }

  @Override
  public Optional<Deployment> deployment(String namespace, String name) {
    return deployments.get(new ResourceID(name, namespace));
  }

  @Override
  public List<ReplicaSet> replicaSets(String namespace, String deployment) {
    return replicaSets.byIndex(Sources.BY_OWNER, namespace + "/" + deployment);
  }

  @Override
  public Optional<Service> service(String namespace, String name) {
    return services.get(new ResourceID(name, namespace));
  }

  @Override
  public List<Service> backends(String namespace, String rollout) {
    return services.byIndex(Sources.BY_ROLLOUT, namespace + "/" + rollout);
  }

  @Override
  public List<EndpointSlice> endpointSlices(String namespace, String service) {
    return slices.byIndex(Sources.BY_SERVICE, namespace + "/" + service);
  }

  @Override
  public Optional<GenericKubernetesResource> route(String kind, String namespace, String name) {
    return Optional.ofNullable(routes.get(kind))
        .flatMap(source -> source.get(new ResourceID(name, namespace)));
  }

  @Override
  public Set<String> forbiddenRoutes() {
    return forbidden;
  }

  @Override
  public List<GenericKubernetesResource> writtenRoutes(String namespace, String rollout) {
    String kept = namespace + "/" + Names.restore(rollout);
    return routes.entrySet().stream()
        .filter(kind -> !kind.getKey().equals(Kind.Ingress.name()))
        .flatMap(kind -> kind.getValue().byIndex(Sources.WRITTEN, kept).stream())
        .toList();
  }

  @Override
  public List<GenericKubernetesResource> canaryIngresses(String namespace) {
    return Optional.ofNullable(routes.get(Kind.Ingress.name()))
        .map(source -> source.byIndex(Sources.CANARIES, namespace))
        .orElse(List.of());
  }

  @Override
  public List<RolloutAction> actions(String namespace, String rollout) {
    return actions.byIndex(Sources.BY_ROLLOUT, namespace + "/" + rollout);
  }

  @Override
  public List<Rollout> rollouts(String namespace) {
    return rollouts.byIndex(Sources.BY_NAMESPACE, namespace);
  }

  @Override
  public List<Rollout> allRollouts() {
    return rollouts.list().toList();
  }

  @Override
  public List<MetricProvider> providers() {
    return providers.map(source -> source.list().toList()).orElse(List.of());
  }

  @Override
  public Optional<List<DeploymentRecord>> records(String namespace, String rollout) {
    return records.map(source -> source.byIndex(Sources.BY_ROLLOUT, namespace + "/" + rollout));
  }

  @Override
  public Optional<List<DeploymentRecord>> allRecords() {
    return records.map(source -> source.list().toList());
  }

  @Override
  public List<AnyLock> locks() {
    return Stream.concat(
            locks.stream().flatMap(source -> source.list().map(AnyLock::of)),
            clusterLocks.stream().flatMap(source -> source.list().map(AnyLock::of)))
        .toList();
  }

  @Override
  public List<Deployment> wideDeployments(String namespace) {
    return deployments.byIndex(Sources.WIDE, namespace);
  }
}
