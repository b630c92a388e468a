package dev.mulkko.kube.route;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mulkko.api.v1beta1.BlueGreenStrategy;
import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.api.v1beta1.RolloutSpec;
import dev.mulkko.api.v1beta1.RouteRef;
import dev.mulkko.api.v1beta1.Traffic;
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

  /** The field that names routes of previews. */
  public static final String PREVIEWS = "spec.strategy.blueGreen.previewRoutes";

  private Routers() {}

  /** As people call it, and as plans do. */
  public static String name(RouteRef ref) {
    return ref.kind() + " " + ref.name();
  }

  /** Those that a Rollout names, for its clients and for previews. */
  public static Stream<RouteRef> refs(Rollout rollout) {
    return named(rollout).map(Named::ref);
  }

  /** Those of previews alone. */
  public static Stream<RouteRef> previews(Rollout rollout) {
    return named(rollout).filter(one -> one.field.startsWith(PREVIEWS)).map(Named::ref);
  }

  /**
   * Those that exist, in the order in which the spec names them, and what was made beside one that
   * is gone; then those that it names no more and that still have what we wrote.
   */
  public static List<Router> of(Snapshot snapshot) {
    return Stream.concat(
            named(snapshot.rollout()).flatMap(one -> router(snapshot, one.field, one.ref).stream()),
            left(snapshot, refs(snapshot.rollout()).toList()))
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
            .flatMap(ref -> router(snapshot, "spec.traffic.routes[]", ref).stream()),
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

  private static Optional<Router> router(Snapshot snapshot, String field, RouteRef ref) {
    Optional<JsonNode> route = route(snapshot, ref).map(Json::tree);
    if (ref.kind().equals("Ingress")) {
      return route
          .<Router>map(home -> new PairedIngress(snapshot, Revisions.of(snapshot), home, field))
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
                            field,
                            ref.rules(),
                            GatewayFeatures.of(tree, snapshot.gateways()))));
  }

  private static Optional<GenericKubernetesResource> route(Snapshot snapshot, RouteRef ref) {
    return snapshot.routes().stream()
        .filter(route -> route.getKind().equals(ref.kind()))
        .filter(route -> route.getMetadata().getName().equals(ref.name()))
        .findFirst();
  }

  /** A route, and where the spec names it. */
  private record Named(String field, RouteRef ref) {}

  private static Stream<Named> named(Rollout rollout) {
    RolloutSpec spec = rollout.getSpec();
    Traffic traffic = spec == null ? null : spec.traffic();
    if (traffic == null) {
      return Stream.empty();
    }
    BlueGreenStrategy blueGreen = spec.strategy() == null ? null : spec.strategy().blueGreen();
    return Stream.concat(
        named("spec.traffic.routes", traffic.routes()),
        blueGreen == null ? Stream.empty() : named(PREVIEWS, blueGreen.previewRoutes()));
  }

  private static Stream<Named> named(String field, List<RouteRef> refs) {
    return IntStream.range(0, refs.size())
        .mapToObj(i -> new Named("%s[%d]".formatted(field, i), refs.get(i)));
  }
}
