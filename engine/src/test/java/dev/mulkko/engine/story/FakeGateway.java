package dev.mulkko.engine.story;

/** Accepts a route a moment after it was written; its proxies follow within the time to settle. */
final class FakeGateway {
  private final World world;

  FakeGateway(World world) {
    this.world = world;
  }

  void sync() {
    Route route = world.route;
    if (!route.verified() && world.random.nextInt(3) > 0) {
      route.verifiedGeneration = route.generation;
      world.dataPlane.routeAccepted(world, route.generation, world.lag(world.spec.routeSettle()));
      world.changed();
    }
  }
}
