package dev.mulkko.engine.story;

/**
 * Accepts a route a moment after it was written; its proxies follow within the time to settle. A
 * route that names a Service which does not exist is not accepted.
 */
final class FakeGateway {
  private final World world;

  FakeGateway(World world) {
    this.world = world;
  }

  void sync() {
    world.routes.forEach(this::sync);
  }

  private void sync(Route route) {
    boolean resolved = world.backends.keySet().containsAll(route.revisions());
    if (resolved != route.resolved) {
      route.resolved = resolved;
      world.changed();
    }
    boolean asleep = world.now.isBefore(world.gatewayAsleepUntil);
    if (!asleep && route.verifiedGeneration != route.generation && world.random.nextInt(3) > 0) {
      route.accepted(world.now, world.lag(world.spec.routeSettle()));
      world.changed();
    }
  }
}
