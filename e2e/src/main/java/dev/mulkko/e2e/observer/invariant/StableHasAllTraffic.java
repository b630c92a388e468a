package dev.mulkko.e2e.observer.invariant;

import dev.mulkko.e2e.observer.world.Managed;
import dev.mulkko.e2e.observer.world.Route;
import dev.mulkko.e2e.observer.world.Transition;
import dev.mulkko.e2e.observer.world.World;
import java.util.stream.Stream;

/** I7. What is stable is what the next rollback goes back to. */
public final class StableHasAllTraffic implements Invariant {

  @Override
  public String name() {
    return "I7";
  }

  @Override
  public String sentence() {
    return "nothing is called stable at rest but what the Deployment owns and what has all of the traffic";
  }

  @Override
  public Stream<String> broken(World before, World now) {
    return Transition.byOperator(before, now)
        .filter(t -> !t.before().stable().equals(t.now().stable()))
        .map(Transition::now)
        .filter(m -> !m.inRollout())
        .flatMap(m -> Stream.of(owned(m), pin(m), routes(m)).flatMap(s -> s));
  }

  private static Stream<String> owned(Managed managed) {
    return managed.owned(managed.stable())
        ? Stream.empty()
        : Stream.of("%s is called stable, and is not the Deployment's".formatted(managed.stable()));
  }

  private static Stream<String> pin(Managed managed) {
    return Stream.of(managed.pin())
        .filter(pin -> !pin.isEmpty() && !pin.equals(managed.stable()))
        .map(
            pin ->
                "%s is called stable while the Service is pinned to %s"
                    .formatted(managed.stable(), pin));
  }

  private static Stream<String> routes(Managed managed) {
    return managed.routes().stream()
        .filter(route -> leadsElsewhere(managed, route))
        .map(
            route ->
                "%s is called stable while route %s leads to another"
                    .formatted(managed.stable(), route.name()));
  }

  private static boolean leadsElsewhere(Managed managed, Route route) {
    return route.backends().stream()
        .filter(backend -> !backend.equals(managed.backend(managed.stable())))
        .anyMatch(backend -> route.share(backend) > 0);
  }
}
