package dev.mulkko.kube.route;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mulkko.api.v1beta1.RolloutSpec;
import dev.mulkko.api.v1beta1.RouteRef;
import dev.mulkko.kube.Json;
import dev.mulkko.kube.Names;
import dev.mulkko.kube.Snapshot;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The routes that a Rollout names, and those that it has named. */
public final class Routers {

  private Routers() {}

  /** As people call it, and as plans do. */
  public static String name(RouteRef ref) {
    return ref.kind() + " " + ref.name();
  }

  /**
   * Those that exist, in the order in which the spec names them, and what was made beside one that
   * is gone; then those that it names no more and that still have what we wrote.
   */
  public static List<Router> of(Snapshot snapshot) {
    List<RouteRef> refs = refs(snapshot);
    return Stream.concat(
            IntStream.range(0, refs.size())
                .boxed()
                .flatMap(i -> router(snapshot, i, refs.get(i)).stream()),
            left(snapshot, refs))
        .toList();
  }

  private static Stream<Router> left(Snapshot snapshot, List<RouteRef> refs) {
    List<String> named = refs.stream().map(Routers::name).toList();
    List<String> ingresses =
        refs.stream().filter(ref -> ref.kind().equals("Ingress")).map(RouteRef::name).toList();
    return Stream.concat(
        snapshot.routes().stream()
            .filter(route -> isWritten(snapshot, route))
            .map(Routers::ref)
            .filter(ref -> !named.contains(name(ref)))
            .flatMap(ref -> router(snapshot, refs.size(), ref).stream()),
        LeftIngress.besideOthers(snapshot, ingresses));
  }

  private static boolean isWritten(Snapshot snapshot, HasMetadata route) {
    Map<String, String> annotations = route.getMetadata().getAnnotations();
    return annotations != null && annotations.containsKey(Names.restore(snapshot.name()));
  }

  private static RouteRef ref(HasMetadata route) {
    return new RouteRef(route.getKind(), route.getMetadata().getName(), List.of());
  }

  /**
   * The one of this name.
   *
   * @throws IllegalStateException when it was not read
   */
  public static Router of(Snapshot snapshot, String name) {
    return of(snapshot).stream()
        .filter(router -> router.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(name + " was not read"));
  }

  /** Whether an Ingress is a canary of another, or was made to be one. */
  public static boolean isCanary(HasMetadata ingress) {
    return CanaryAnnotations.isCanary(ingress) || IngressBeside.isMade(ingress);
  }

  private static Optional<Router> router(Snapshot snapshot, int index, RouteRef ref) {
    Optional<JsonNode> route = route(snapshot, ref).map(Json::tree);
    if (ref.kind().equals("Ingress")) {
      return route
          .<Router>map(home -> new PairedIngress(snapshot, Revisions.of(snapshot), home, index))
          .or(() -> LeftIngress.beside(snapshot, ref.name()));
    }
    return route.flatMap(
        tree ->
            Dialect.of(ref.kind())
                .map(
                    dialect ->
                        new WeightedRoute(
                            dialect,
                            tree,
                            snapshot.name(),
                            Revisions.of(snapshot),
                            index,
                            ref.rules(),
                            GatewayFeatures.of(tree, snapshot.gateways()))));
  }

  private static Optional<GenericKubernetesResource> route(Snapshot snapshot, RouteRef ref) {
    return snapshot.routes().stream()
        .filter(route -> route.getKind().equals(ref.kind()))
        .filter(route -> route.getMetadata().getName().equals(ref.name()))
        .findFirst();
  }

  private static List<RouteRef> refs(Snapshot snapshot) {
    return Stream.ofNullable(snapshot.rollout().getSpec())
        .map(RolloutSpec::traffic)
        .flatMap(traffic -> traffic == null ? Stream.of() : traffic.routes().stream())
        .toList();
  }
}
