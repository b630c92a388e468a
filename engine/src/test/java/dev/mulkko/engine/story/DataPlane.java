package dev.mulkko.engine.story;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where requests may still go. What an EndpointSlice said before counts until the data plane has
 * surely followed; for what routes said before see {@link Route}.
 */
final class DataPlane {
  private final Map<String, Instant> leavingService = new TreeMap<>();

  /**
   * Whether some requests may still follow an earlier form of a route; of one that the spec names
   * no more, an earlier form by which revisions got some.
   */
  boolean moving(World world) {
    return world.routes.stream()
        .anyMatch(
            route ->
                world.spec.routes().contains(route.name)
                    ? route.moving(world.now)
                    : !world.isPreview(route) && route.stillGives(world.now));
  }

  void endpointsWritten(World world, Map<String, Integer> before, Duration lag) {
    before.keySet().stream()
        .filter(revision -> !world.service.endpoints.containsKey(revision))
        .forEach(revision -> leavingService.putIfAbsent(revision, world.now.plus(lag)));
  }

  /** The largest share that a route may give this revision at this moment. */
  int routeWeight(World world, String revision) {
    return world
        .clientRoutes()
        .mapToInt(route -> route.mayGive(revision, world.now))
        .max()
        .orElse(0);
  }

  /** Whether those who dial the Service itself may reach this revision at this moment. */
  boolean serviceReaches(World world, String revision) {
    Instant until = leavingService.getOrDefault(revision, Instant.MIN);
    return world.service.endpoints.containsKey(revision)
        || until.isAfter(world.now)
        || world.clientRoutes().anyMatch(r -> r.mayLeadToServiceOf(revision, world.now));
  }
}
