package dev.mulkko.cli.cluster;

import dev.mulkko.api.v1beta1.Analysis;
import dev.mulkko.api.v1beta1.BlueGreenStrategy;
import dev.mulkko.api.v1beta1.MetricProvider;
import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.api.v1beta1.RouteRef;
import dev.mulkko.api.v1beta1.Traffic;
import dev.mulkko.kube.Names;
import dev.mulkko.kube.Request.Kind;
import dev.mulkko.kube.Snapshot;
import dev.mulkko.kube.route.Routers;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The objects around a Rollout, read at the same time, so that a far cluster is not asked one after
 * the other. What the user may not read is shown as absent.
 */
public final class Surroundings {

  private static final String CORE = "/api/v1";
  private static final String APPS = "/apis/apps/v1";

  /** Not virtual ones: the poller that those need keeps a JVM that ends waiting for 300 ms. */
  private static final ThreadFactory READER = Thread.ofPlatform().daemon().factory();

  private final Cluster cluster;

  private Surroundings(Cluster cluster) {
    this.cluster = cluster;
  }

  /** All that a picture of the Rollout needs. */
  public static Snapshot of(Cluster cluster, Rollout rollout) {
    return new Surroundings(cluster).read(rollout, rollout.getSpec().traffic());
  }

  /** Only the Deployment and its ReplicaSets. */
  public static Snapshot revisions(Cluster cluster, Rollout rollout) {
    return new Surroundings(cluster).read(rollout, null);
  }

  private Snapshot read(Rollout rollout, @Nullable Traffic traffic) {
    String name = rollout.getMetadata().getName();
    String workload = rollout.getSpec().workloadRef().name();
    try (ExecutorService readers = Executors.newThreadPerTaskExecutor(READER)) {
      var deployment = soon(readers, () -> deployment(workload));
      var owned = deployment.thenApplyAsync(found -> readable(() -> owned(found)), readers);
      var parked = soon(readers, () -> parked(name));
      var service = soon(readers, () -> service(traffic));
      var backends = soon(readers, () -> backends(traffic, name));
      var slices = soon(readers, () -> slices(traffic));
      var routes = soon(readers, () -> routes(rollout));
      var canaries = soon(readers, () -> canaryIngresses(traffic, name));
      var preview = soon(readers, () -> preview(traffic, rollout));
      var providers = soon(readers, () -> providers(rollout));
      return new Snapshot(
          rollout,
          first(deployment.join()),
          Stream.concat(owned.join().stream(), parked.join().stream()).toList(),
          first(service.join()),
          backends.join(),
          slices.join(),
          routes.join(),
          canaries.join(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          first(preview.join()),
          null,
          providers.join());
    } catch (CompletionException e) {
      throw e.getCause() instanceof KubernetesClientException refused ? refused : e;
    }
  }

  private List<Deployment> deployment(String name) {
    return one(Deployment.class, APPS, "deployments/" + name);
  }

  private List<ReplicaSet> owned(List<Deployment> deployments) {
    return deployments.stream()
        .flatMap(
            deployment ->
                list(
                    ReplicaSet.class,
                    APPS,
                    "replicasets",
                    Selectors.text(deployment.getSpec().getSelector()))
                    .stream())
        .toList();
  }

  private List<ReplicaSet> parked(String rollout) {
    return list(ReplicaSet.class, APPS, "replicasets", Names.ROLLOUT_LABEL + "=" + rollout);
  }

  private List<Service> service(@Nullable Traffic traffic) {
    return traffic == null ? List.of() : one(Service.class, CORE, "services/" + traffic.service());
  }

  private List<Service> backends(@Nullable Traffic traffic, String rollout) {
    return traffic == null
        ? List.of()
        : list(Service.class, CORE, "services", Names.ROLLOUT_LABEL + "=" + rollout);
  }

  /** Without a route, or where it is asked for, the pods behind the Service are the shares. */
  private List<EndpointSlice> slices(@Nullable Traffic traffic) {
    boolean shares =
        traffic != null && (traffic.routes().isEmpty() || "Ratio".equals(traffic.directTraffic()));
    return traffic == null || !shares
        ? List.of()
        : list(
            EndpointSlice.class,
            "/apis/discovery.k8s.io/v1",
            "endpointslices",
            "kubernetes.io/service-name=" + traffic.service());
  }

  private List<Service> preview(@Nullable Traffic traffic, Rollout rollout) {
    BlueGreenStrategy blueGreen = rollout.getSpec().strategy().blueGreen();
    String name = blueGreen == null ? null : blueGreen.previewService();
    return traffic == null || name == null
        ? List.of()
        : one(Service.class, CORE, "services/" + name);
  }

  /** Only queries of theirs need them, and few may read them. */
  private List<MetricProvider> providers(Rollout rollout) {
    Analysis analysis = rollout.getSpec().analysis();
    return analysis != null && analysis.metrics().stream().anyMatch(metric -> metric.use() != null)
        ? cluster.list(MetricProvider.class, "/apis/mulkko.dev/v1beta1/metricproviders")
        : List.of();
  }

  private List<GenericKubernetesResource> routes(Rollout rollout) {
    return Routers.refs(rollout).flatMap(route -> route(route).stream()).toList();
  }

  /** Nothing of a kind that a later version may know. */
  private List<GenericKubernetesResource> route(RouteRef route) {
    return Stream.of(Kind.values())
        .filter(kind -> kind.name().equals(route.kind()))
        .flatMap(
            kind ->
                one(
                    GenericKubernetesResource.class,
                    "/apis/%s/%s".formatted(kind.group(), kind.version()),
                    kind.plural() + "/" + route.name())
                    .stream())
        .toList();
  }

  /** What this Rollout made; those of others stand only against what is not going on yet. */
  private List<GenericKubernetesResource> canaryIngresses(
      @Nullable Traffic traffic, String rollout) {
    boolean asked =
        traffic != null
            && traffic.routes().stream().anyMatch(r -> r.kind().equals(Kind.Ingress.name()));
    return asked
        ? list(
            GenericKubernetesResource.class,
            "/apis/networking.k8s.io/v1",
            Kind.Ingress.plural(),
            Names.ROLLOUT_LABEL + "=" + rollout)
        : List.of();
  }

  private <T> List<T> one(Class<T> type, String group, String object) {
    return cluster.one(type, path(group, object)).stream().toList();
  }

  private <T> List<T> list(Class<T> type, String group, String kind, String selector) {
    return cluster.list(
        type,
        path(group, kind)
            + "?labelSelector="
            + URLEncoder.encode(selector, StandardCharsets.UTF_8));
  }

  private String path(String group, String object) {
    return "%s/namespaces/%s/%s".formatted(group, cluster.namespace(), object);
  }

  private static <T> @Nullable T first(List<T> found) {
    return found.isEmpty() ? null : found.getFirst();
  }

  private static <T> CompletableFuture<List<T>> soon(
      ExecutorService readers, Supplier<List<T>> read) {
    return CompletableFuture.supplyAsync(() -> readable(read), readers);
  }

  private static <T> List<T> readable(Supplier<List<T>> read) {
    try {
      return read.get();
    } catch (KubernetesClientException e) {
      if (e.getCode() == HttpURLConnection.HTTP_FORBIDDEN) {
        return List.of();
      }
      throw e;
    }
  }
}
