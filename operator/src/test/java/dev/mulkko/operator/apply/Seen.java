package dev.mulkko.operator.apply;

import dev.mulkko.api.v1beta1.DeploymentRecord;
import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.api.v1beta1.RolloutAction;
import dev.mulkko.engine.version.VersionNaming;
import dev.mulkko.kube.AnyLocks;
import dev.mulkko.kube.Snapshot;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.ReplicaSetBuilder;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Snapshots in which only names and versions matter. */
record Seen(String rollout, @Nullable Service service, List<Service> backends) {

  static Seen shop() {
    return new Seen("shop", null, List.of());
  }

  static Service backend(String name, String version) {
    return new ServiceBuilder().withMetadata(meta(name, version)).build();
  }

  /** One object of each kind, all named shop. */
  static Snapshot everything(String version) {
    ObjectMeta meta = meta("shop", version);
    RolloutAction action = new RolloutAction();
    action.setMetadata(meta);
    DeploymentRecord record = new DeploymentRecord();
    record.setMetadata(meta);
    return new Snapshot(
        rollout("shop", version),
        new DeploymentBuilder().withMetadata(meta).build(),
        List.of(new ReplicaSetBuilder().withMetadata(meta).build()),
        new ServiceBuilder().withMetadata(meta).build(),
        List.of(),
        List.of(),
        routes(meta),
        List.of(route("Ingress", meta)),
        List.of(),
        List.of(action),
        List.of(),
        List.of(),
        null,
        null,
        null,
        List.of(record),
        VersionNaming.USUAL,
        AnyLocks.NONE);
  }

  private static List<GenericKubernetesResource> routes(ObjectMeta meta) {
    return Stream.of("HTTPRoute", "GRPCRoute", "IngressRoute", "TraefikService")
        .map(kind -> route(kind, meta))
        .toList();
  }

  private static GenericKubernetesResource route(String kind, ObjectMeta meta) {
    GenericKubernetesResource route = new GenericKubernetesResource();
    route.setKind(kind);
    route.setMetadata(meta);
    return route;
  }

  Seen of(String name) {
    return new Seen(name, service, backends);
  }

  Seen service(String version) {
    return new Seen(rollout, backend("shop", version), backends);
  }

  Seen withBackend(String name, String version) {
    return new Seen(rollout, service, List.of(backend(name, version)));
  }

  Snapshot snapshot() {
    return new Snapshot(
        rollout(rollout, "1"),
        null,
        List.of(),
        service,
        backends,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        null,
        null,
        null);
  }

  private static Rollout rollout(String name, String version) {
    Rollout rollout = new Rollout();
    rollout.setMetadata(meta(name, version));
    return rollout;
  }

  private static ObjectMeta meta(String name, String version) {
    return new ObjectMetaBuilder()
        .withNamespace("shop")
        .withName(name)
        .withResourceVersion(version)
        .build();
  }
}
