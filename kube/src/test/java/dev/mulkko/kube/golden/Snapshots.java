package dev.mulkko.kube.golden;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mulkko.api.v1beta1.DeploymentRecord;
import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.api.v1beta1.RolloutAction;
import dev.mulkko.engine.version.VersionNaming;
import dev.mulkko.kube.Names;
import dev.mulkko.kube.Ownership;
import dev.mulkko.kube.Snapshot;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Objects to the snapshot that an operator would make of them. The first Rollout is ours. */
public final class Snapshots {

  private final List<JsonNode> objects;

  private Snapshots(List<JsonNode> objects) {
    this.objects = objects;
  }

  public static Snapshot of(List<JsonNode> objects) {
    return new Snapshots(objects).snapshot();
  }

  /** Each text is one object. */
  public static Snapshot of(String... texts) {
    return of(List.of(texts).stream().map(Yaml::tree).toList());
  }

  private Snapshot snapshot() {
    List<Rollout> rollouts = all("Rollout", Rollout.class, tree -> true);
    return new Snapshot(
        rollouts.getFirst(),
        one("Deployment", Deployment.class, tree -> true),
        all("ReplicaSet", ReplicaSet.class, tree -> true),
        one("Service", Service.class, tree -> !ofRevision(tree) && !isPreview(tree)),
        all("Service", Service.class, Snapshots::ofRevision),
        all("EndpointSlice", EndpointSlice.class, tree -> true),
        routes(),
        all("Ingress", GenericKubernetesResource.class, Snapshots::isCanary),
        all("Pod", Pod.class, tree -> true),
        all("RolloutAction", RolloutAction.class, tree -> true),
        rollouts.subList(1, rollouts.size()),
        all("Deployment", Deployment.class, tree -> true).stream()
            .filter(Ownership::couldTakeParked)
            .toList(),
        one("Service", Service.class, Snapshots::isPreview),
        Stream.of("Gateway", "GatewayClass")
            .flatMap(kind -> all(kind, GenericKubernetesResource.class, tree -> true).stream())
            .toList(),
        null,
        all("DeploymentRecord", DeploymentRecord.class, tree -> true),
        VersionNaming.USUAL);
  }

  private <T> List<T> all(String kind, Class<T> type, Predicate<JsonNode> which) {
    return objects.stream()
        .filter(tree -> tree.path("kind").asText().equals(kind))
        .filter(which)
        .map(tree -> Yaml.object(type, tree))
        .toList();
  }

  private List<GenericKubernetesResource> routes() {
    return Stream.of("HTTPRoute", "GRPCRoute", "IngressRoute", "TraefikService", "Ingress")
        .flatMap(kind -> all(kind, GenericKubernetesResource.class, tree -> true).stream())
        .toList();
  }

  private <T> @Nullable T one(String kind, Class<T> type, Predicate<JsonNode> which) {
    List<T> found = all(kind, type, which);
    return found.isEmpty() ? null : found.getFirst();
  }

  private static boolean isCanary(JsonNode tree) {
    return ofRevision(tree)
        || tree.path("metadata")
            .path("annotations")
            .path("nginx.ingress.kubernetes.io/canary")
            .asBoolean();
  }

  private static boolean isPreview(JsonNode tree) {
    return tree.path("metadata").path("name").asText().endsWith("-preview");
  }

  private static boolean ofRevision(JsonNode tree) {
    return tree.path("metadata").path("labels").has(Names.REVISION_LABEL);
  }
}
