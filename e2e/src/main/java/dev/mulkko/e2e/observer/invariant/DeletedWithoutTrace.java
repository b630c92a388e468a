package dev.mulkko.e2e.observer.invariant;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mulkko.e2e.observer.world.Kind;
import dev.mulkko.e2e.observer.world.Managed;
import dev.mulkko.e2e.observer.world.Route;
import dev.mulkko.e2e.observer.world.Rs;
import dev.mulkko.e2e.observer.world.World;
import dev.mulkko.kube.Names;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * I17. Judged at the revision at which the Rollout is gone: whatever is left then stays for good.
 */
public final class DeletedWithoutTrace implements Invariant {

  @Override
  public String name() {
    return "I17";
  }

  @Override
  public String sentence() {
    return "a Rollout that is gone leaves no entry in a route, no pin, no revision Service and no pods outside its Deployment, and clients have a ready backend";
  }

  @Override
  public Stream<String> broken(World before, World now) {
    return before
        .rollouts()
        .filter(m -> m.in(now).isEmpty())
        .map(gone -> new Managed(now, gone.rollout()))
        .flatMap(
            left ->
                Stream.of(routes(left), pin(left), backends(left), pods(left), served(left))
                    .flatMap(s -> s));
  }

  private static Stream<String> routes(Managed left) {
    return left.allRoutes().stream()
        .filter(
            route ->
                route.split()
                    || route.tree().at("/metadata/annotations").has(Names.restore(left.name())))
        .map(Route::name)
        .map("HTTPRoute %s still bears what the Rollout wrote"::formatted);
  }

  private static Stream<String> pin(Managed left) {
    return Stream.of(left.pin())
        .filter(revision -> !revision.isEmpty())
        .map(revision -> "Service %s is still pinned to %s".formatted(left.service(), revision));
  }

  private static Stream<String> backends(Managed left) {
    return left.attached()
        ? left.backends()
            .map(backend -> "Service %s is left".formatted(backend.at("/metadata/name").asText()))
        // They are owned by the Deployment and go with it.
        : Stream.empty();
  }

  private static Stream<String> pods(Managed left) {
    return left.replicaSets()
        .filter(rs -> !left.owned(rs) && rs.wanted() > 0)
        .map(rs -> "%s has %d pods and is nobody's".formatted(rs.name(), rs.wanted()));
  }

  /** Pods that are not ready are no fault of the deletion; ready ones that nobody reaches are. */
  private static Stream<String> served(Managed left) {
    Optional<JsonNode> service = left.world().find(Kind.Service, left.service());
    boolean someReady = left.replicaSets().mapToInt(Rs::ready).sum() > 0;
    return service.isPresent() && someReady && left.world().readyPods(left.service()).isEmpty()
        ? Stream.of("Service %s has no ready endpoint".formatted(left.service()))
        : Stream.empty();
  }
}
