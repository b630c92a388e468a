package dev.mulkko.engine.story;

import dev.mulkko.engine.plan.Observation.Shape;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where requests may still go. What the route or an EndpointSlice said before counts until the data
 * plane has surely followed: a moment after the status says so, but within the time to settle.
 */
final class DataPlane {
  private final Map<String, Departure> leavingRoute = new TreeMap<>();
  private final Map<String, Instant> leavingService = new TreeMap<>();
  private Instant movingUntil = Instant.MIN;
  private int homeGeneration;

  /** Set when a gateway has accepted the change. */
  private record Departure(int weight, int generation, Instant until) {}

  /** Whether some requests may still follow an earlier form of the route. */
  boolean moving(World world) {
    return movingUntil.isAfter(world.now);
  }

  /** A route write: everything that had weight may have it until the gateway followed. */
  void routeWritten(World world, Shape before, int generation) {
    movingUntil = Instant.MAX;
    if (before instanceof Shape.Split(var weights)) {
      weights.forEach(
          (revision, weight) -> {
            if (weight > 0) {
              leavingRoute.merge(
                  revision,
                  new Departure(weight, generation, Instant.MAX),
                  (a, b) -> new Departure(Math.max(a.weight, b.weight), generation, Instant.MAX));
            }
          });
    } else {
      Instant until = Instant.MAX;
      world.service.endpoints.keySet().forEach(revision -> leavingService.put(revision, until));
      homeGeneration = generation;
    }
  }

  void routeAccepted(World world, int generation, Duration lag) {
    Instant until = world.now.plus(lag);
    movingUntil = until;
    leavingRoute.replaceAll(
        (_, d) ->
            d.until.equals(Instant.MAX) && d.generation <= generation
                ? new Departure(d.weight, d.generation, until)
                : d);
    if (homeGeneration > 0 && homeGeneration <= generation) {
      leavingService.replaceAll((_, was) -> was.equals(Instant.MAX) ? until : was);
      homeGeneration = 0;
    }
  }

  void endpointsWritten(World world, Map<String, Integer> before, Duration lag) {
    before.keySet().stream()
        .filter(revision -> !world.service.endpoints.containsKey(revision))
        .forEach(revision -> leavingService.putIfAbsent(revision, world.now.plus(lag)));
  }

  /** The largest share that the route may give this revision at this moment. */
  int routeWeight(World world, String revision) {
    Departure departure = leavingRoute.get(revision);
    int late = departure == null || !departure.until.isAfter(world.now) ? 0 : departure.weight;
    return Math.max(late, world.route.weightOf(revision));
  }

  /** Whether those who dial the Service itself may reach this revision at this moment. */
  boolean serviceReaches(World world, String revision) {
    Instant until = leavingService.getOrDefault(revision, Instant.MIN);
    return world.service.endpoints.containsKey(revision) || until.isAfter(world.now);
  }
}
