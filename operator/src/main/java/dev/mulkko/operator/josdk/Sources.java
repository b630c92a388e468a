package dev.mulkko.operator.josdk;

import dev.mulkko.api.v1beta1.BlueGreenStrategy;
import dev.mulkko.api.v1beta1.ClusterDeployLock;
import dev.mulkko.api.v1beta1.DeployLock;
import dev.mulkko.api.v1beta1.DeploymentRecord;
import dev.mulkko.api.v1beta1.MetricProvider;
import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.api.v1beta1.RolloutAction;
import dev.mulkko.api.v1beta1.Strategy;
import dev.mulkko.api.v1beta1.Traffic;
import dev.mulkko.kube.AnyLock;
import dev.mulkko.kube.Names;
import dev.mulkko.kube.Ownership;
import dev.mulkko.kube.Request.Kind;
import dev.mulkko.kube.route.Routers;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.GroupVersionKind;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.javaoperatorsdk.operator.processing.event.source.SecondaryToPrimaryMapper;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The watches: which object belongs to which Rollouts, and by what it is found again. */
final class Sources {

  static final String BY_OWNER = "deployment";
  static final String BY_ROLLOUT = "rollout";
  static final String BY_SERVICE = "service";

  /** An index of a few, so that not every pass looks at every Deployment of its namespace. */
  static final String WIDE = "wide-selector";

  /** Not {@code namespace}: the client has an index of that name. */
  static final String BY_NAMESPACE = "mulkko-namespace";

  /** An index of the routes that have not been given back, by what is kept on them. */
  static final String WRITTEN = "written";

  /** An index of the Ingresses that are canaries of others. */
  static final String CANARIES = "canary";

  private static final String SERVICE_NAME = "kubernetes.io/service-name";

  private static final String GROUP = Kind.Rollout.group();

  /** The kinds of route, each watched only where the server knows it and lets us. */
  private static final List<Kind> ROUTES =
      List.of(Kind.HTTPRoute, Kind.GRPCRoute, Kind.IngressRoute, Kind.TraefikService, Kind.Ingress);

  private static final String BY_ROUTE = "route";

  private final EventSourceContext<Rollout> context;
  private final Rights rights;
  private final IndexerResourceCache<Rollout> rollouts;

  Sources(EventSourceContext<Rollout> context, Rights rights) {
    this.context = context;
    this.rights = rights;
    this.rollouts = context.getPrimaryCache();
    rollouts.addIndexers(
        Map.of(
            "Deployment",
            r -> List.of(key(r, r.getSpec().workloadRef().name())),
            "Service",
            r -> services(r).map(service -> key(r, service)).toList(),
            BY_ROUTE,
            r -> Routers.refs(r).map(ref -> key(r, Routers.name(ref))).toList(),
            BY_NAMESPACE,
            r -> List.of(r.getMetadata().getNamespace())));
  }

  InformerEventSource<Deployment, Rollout> deployments() {
    return source(
        Deployment.class,
        d -> rollouts("Deployment", d, name(d)),
        Map.of(
            WIDE,
            d ->
                Ownership.couldTakeParked(d)
                    ? List.of(d.getMetadata().getNamespace())
                    : List.of()));
  }

  InformerEventSource<ReplicaSet, Rollout> replicaSets() {
    return source(
        ReplicaSet.class,
        rs ->
            owners(rs)
                .flatMap(owner -> rollouts("Deployment", rs, owner).stream())
                .collect(Collectors.toSet()),
        Map.of(BY_OWNER, rs -> owners(rs).map(owner -> key(rs, owner)).toList()));
  }

  InformerEventSource<Service, Rollout> services() {
    return source(
        Service.class,
        s -> either(s, rollouts("Service", s, name(s))),
        Map.of(BY_ROLLOUT, Sources::labelled));
  }

  /** The EndpointSlice controller gives slices the labels of their Service. */
  InformerEventSource<EndpointSlice, Rollout> endpointSlices() {
    return source(
        EndpointSlice.class,
        slice ->
            either(
                slice,
                rollouts("Service", slice, label(slice, SERVICE_NAME).findFirst().orElse(""))),
        Map.of(BY_SERVICE, slice -> label(slice, SERVICE_NAME).map(n -> key(slice, n)).toList()));
  }

  InformerEventSource<RolloutAction, Rollout> actions() {
    return source(
        RolloutAction.class,
        a -> Set.of(new ResourceID(a.getSpec().rollout(), a.getMetadata().getNamespace())),
        Map.of(BY_ROLLOUT, a -> List.of(key(a, a.getSpec().rollout()))));
  }

  /** Also those of Rollouts that are gone, which nobody is woken for. */
  Optional<InformerEventSource<DeploymentRecord, Rollout>> records() {
    return context.getClient().supports(DeploymentRecord.class)
            && rights.mayFollow(GROUP, Kind.DeploymentRecord.plural())
        ? Optional.of(
            source(
                DeploymentRecord.class,
                r -> Set.of(new ResourceID(r.getSpec().rollout(), r.getMetadata().getNamespace())),
                Map.of(BY_ROLLOUT, r -> List.of(key(r, r.getSpec().rollout()))),
                new LeanStore<>(LeanRecords::of)))
        : Optional.empty();
  }

  /** The kinds of route that the server knows: whether each may be followed. */
  Map<Kind, Boolean> served() {
    return ROUTES.stream()
        .filter(this::isServed)
        .collect(
            Collectors.toMap(
                Function.identity(), kind -> rights.mayFollow(kind.group(), kind.plural())));
  }

  Map<String, InformerEventSource<GenericKubernetesResource, Rollout>> routes(
      Collection<Kind> kinds) {
    return kinds.stream()
        .collect(Collectors.toMap(Kind::name, this::routes, (one, _) -> one, TreeMap::new));
  }

  private boolean isServed(Kind kind) {
    return context.getClient().supports(kind.group() + "/" + kind.version(), kind.name());
  }

  private InformerEventSource<GenericKubernetesResource, Rollout> routes(Kind kind) {
    InformerEventSource<GenericKubernetesResource, Rollout> source =
        new InformerEventSource<>(
            InformerEventSourceConfiguration.from(
                    new GroupVersionKind(kind.group(), kind.version(), kind.name()), Rollout.class)
                .withName(kind.name())
                .withSecondaryToPrimaryMapper(route -> routed(kind, route))
                .withNamespacesInheritedFromController()
                .withItemStore(unshared(new LeanStore<>()))
                .build(),
            context);
    source.addIndexers(
        kind == Kind.Ingress
            ? Map.of(CANARIES, Sources::canaries)
            : Map.of(WRITTEN, Sources::written));
    return source;
  }

  /** A canary may be beside any Ingress, or in the way of another. */
  private Set<ResourceID> routed(Kind kind, HasMetadata route) {
    Stream<Rollout> named =
        rollouts.byIndex(BY_ROUTE, key(route, kind + " " + name(route))).stream();
    Stream<Rollout> near =
        (kind == Kind.Ingress ? canaries(route) : List.<String>of())
            .stream()
                .flatMap(namespace -> rollouts.byIndex(BY_NAMESPACE, namespace).stream())
                .filter(Sources::namesAnIngress);
    return Stream.concat(named, near).map(ResourceID::fromResource).collect(Collectors.toSet());
  }

  private static boolean namesAnIngress(Rollout rollout) {
    return traffic(rollout)
        .flatMap(t -> t.routes().stream())
        .anyMatch(ref -> ref.kind().equals(Kind.Ingress.name()));
  }

  private static List<String> written(HasMetadata route) {
    return Stream.ofNullable(route.getMetadata().getAnnotations())
        .flatMap(annotations -> annotations.keySet().stream())
        .filter(Names::isRestore)
        .map(annotation -> key(route, annotation))
        .toList();
  }

  private static List<String> canaries(HasMetadata ingress) {
    return Routers.isCanary(ingress) ? List.of(ingress.getMetadata().getNamespace()) : List.of();
  }

  /** A few of the whole cluster, that hardly change: all that are judged look again. */
  Optional<InformerEventSource<MetricProvider, Rollout>> providers() {
    return context.getClient().supports(MetricProvider.class)
            && rights.mayFollowInCluster(GROUP, "metricproviders")
        ? Optional.of(
            new InformerEventSource<>(
                InformerEventSourceConfiguration.from(MetricProvider.class, Rollout.class)
                    .withSecondaryToPrimaryMapper(_ -> judged())
                    .withWatchAllNamespaces()
                    .withItemStore(new LeanStore<>())
                    .build(),
                context))
        : Optional.empty();
  }

  Optional<InformerEventSource<DeployLock, Rollout>> locks() {
    return context.getClient().supports(DeployLock.class)
            && rights.mayFollow(GROUP, Kind.DeployLock.plural())
        ? Optional.of(source(DeployLock.class, lock -> locked(AnyLock.of(lock)), Map.of()))
        : Optional.empty();
  }

  /** Of the whole cluster, also where only some namespaces are watched. */
  Optional<InformerEventSource<ClusterDeployLock, Rollout>> clusterLocks() {
    return context.getClient().supports(ClusterDeployLock.class)
            && rights.mayFollowInCluster(GROUP, Kind.ClusterDeployLock.plural())
        ? Optional.of(
            new InformerEventSource<>(
                InformerEventSourceConfiguration.from(ClusterDeployLock.class, Rollout.class)
                    .withSecondaryToPrimaryMapper(lock -> locked(AnyLock.of(lock)))
                    .withWatchAllNamespaces()
                    .withItemStore(new LeanStore<>())
                    .build(),
                context))
        : Optional.empty();
  }

  /** One at rest has nothing that could be held: it looks at locks when it begins. */
  private Set<ResourceID> locked(AnyLock lock) {
    return rollouts
        .list(r -> r.getStatus() != null && r.getStatus().rollout() != null && lock.isFor(r))
        .map(ResourceID::fromResource)
        .collect(Collectors.toSet());
  }

  private Set<ResourceID> judged() {
    return rollouts
        .list(rollout -> rollout.getSpec().analysis() != null)
        .map(ResourceID::fromResource)
        .collect(Collectors.toSet());
  }

  private <T extends HasMetadata> InformerEventSource<T, Rollout> source(
      Class<T> type,
      SecondaryToPrimaryMapper<T> mapper,
      Map<String, Function<T, List<String>>> indexes) {
    return source(type, mapper, indexes, new LeanStore<>());
  }

  private <T extends HasMetadata> InformerEventSource<T, Rollout> source(
      Class<T> type,
      SecondaryToPrimaryMapper<T> mapper,
      Map<String, Function<T, List<String>>> indexes,
      LeanStore<T> store) {
    InformerEventSource<T, Rollout> source =
        new InformerEventSource<>(
            InformerEventSourceConfiguration.from(type, Rollout.class)
                .withSecondaryToPrimaryMapper(mapper)
                .withNamespacesInheritedFromController()
                .withItemStore(unshared(store))
                .build(),
            context);
    source.addIndexers(indexes);
    return source;
  }

  /**
   * None where several namespaces are watched. Each has an informer of its own, to which the
   * framework hands the same store, and whose lists take out of it what they do not have: all of
   * the other namespaces. Then each informer makes a store for itself, with managedFields.
   */
  private <T extends HasMetadata> @Nullable LeanStore<T> unshared(LeanStore<T> store) {
    boolean several =
        context.getControllerConfiguration().getInformerConfig().getNamespaces().size() > 1;
    return several ? null : store;
  }

  private Set<ResourceID> rollouts(String kind, HasMetadata object, String name) {
    return rollouts.byIndex(kind, key(object, name)).stream()
        .map(ResourceID::fromResource)
        .collect(Collectors.toSet());
  }

  private static Set<ResourceID> either(HasMetadata object, Set<ResourceID> byName) {
    Set<ResourceID> byLabel =
        label(object, Names.ROLLOUT_LABEL)
            .map(name -> new ResourceID(name, object.getMetadata().getNamespace()))
            .collect(Collectors.toSet());
    return byLabel.isEmpty() ? byName : byLabel;
  }

  private static List<String> labelled(HasMetadata object) {
    return label(object, Names.ROLLOUT_LABEL).map(name -> key(object, name)).toList();
  }

  private static Stream<String> label(HasMetadata object, String label) {
    return Stream.ofNullable(object.getMetadata().getLabels())
        .flatMap(labels -> Stream.ofNullable(labels.get(label)));
  }

  private static Stream<String> owners(HasMetadata object) {
    return object.getMetadata().getOwnerReferences().stream()
        .filter(owner -> owner.getKind().equals("Deployment"))
        .map(OwnerReference::getName);
  }

  private static Stream<Traffic> traffic(Rollout rollout) {
    return Stream.ofNullable(rollout.getSpec().traffic());
  }

  private static Stream<String> services(Rollout rollout) {
    Strategy strategy = rollout.getSpec().strategy();
    BlueGreenStrategy blueGreen = strategy == null ? null : strategy.blueGreen();
    return Stream.concat(
        traffic(rollout).map(Traffic::service),
        Stream.ofNullable(blueGreen).flatMap(b -> Stream.ofNullable(b.previewService())));
  }

  private static String name(HasMetadata object) {
    return object.getMetadata().getName();
  }

  private static String key(HasMetadata object, String name) {
    return object.getMetadata().getNamespace() + "/" + name;
  }
}
