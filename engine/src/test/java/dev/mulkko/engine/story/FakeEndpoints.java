package dev.mulkko.engine.story;

import java.util.Map;
import java.util.TreeMap;

/** The EndpointSlice controller, always a moment behind the pods. */
final class FakeEndpoints {
  private final World world;

  FakeEndpoints(World world) {
    this.world = world;
  }

  void sync() {
    Map<String, Integer> found = new TreeMap<>();
    for (Rs rs : world.all()) {
      if (world.service.selects(rs.revision) && rs.ready() > 0) {
        found.put(rs.revision, rs.ready());
      }
    }
    if (!found.equals(world.service.endpoints)) {
      Map<String, Integer> before = world.service.endpoints;
      world.service.endpoints = found;
      world.dataPlane.endpointsWritten(world, before, world.lag(world.spec.serviceSettle()));
      world.changed();
    }
    for (String revision : world.backends.keySet().toArray(String[]::new)) {
      int ready = world.readyPods(revision);
      Integer before = world.backends.put(revision, ready);
      if (before == null || before != ready) {
        world.changed();
      }
    }
  }
}
