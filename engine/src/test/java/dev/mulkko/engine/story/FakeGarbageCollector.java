package dev.mulkko.engine.story;

/** Whatever names a Deployment that is gone as its owner goes too, parked or not. */
final class FakeGarbageCollector {
  private final World world;

  FakeGarbageCollector(World world) {
    this.world = world;
  }

  void sync() {
    Deployment d = world.deployment;
    for (Rs rs : world.all()) {
      if (d == null || !rs.ownerUid.equals(d.uid)) {
        world.replicaSets.remove(rs.revision);
        world.changed();
      }
    }
    if (world.backends.keySet().removeAll(world.doomedBackends)) {
      world.changed();
    }
    world.doomedBackends.clear();
  }
}
