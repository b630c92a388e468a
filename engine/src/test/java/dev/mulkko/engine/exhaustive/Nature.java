package dev.mulkko.engine.exhaustive;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/** What the rest of the cluster does by itself: pods, EndpointSlices, the gateway, and time. */
final class Nature {
  private final World world;
  private final BiConsumer<String, World> moves;

  private Nature(World world, BiConsumer<String, World> moves) {
    this.world = world;
    this.moves = moves;
  }

  /** Each as what it is and what is then. */
  static void moves(World world, BiConsumer<String, World> moves) {
    Nature nature = new Nature(world, moves);
    nature.controller();
    world.sets().forEach(nature::pods);
    nature.endpoints();
    nature.gateway();
    nature.time();
  }

  private void controller() {
    move("Deployment controller: syncs", DeploymentController.sync(world));
  }

  /**
   * ReplicaSet controller and kubelet; pods that are not ready go first, like with the real one.
   */
  private void pods(Rs rs) {
    String name = rs.template().canonical();
    if (rs.pods() < rs.wanted()) {
      move("pods: one more of " + name, world.with(rs.pods(rs.pods() + 1, rs.ready())));
    } else if (rs.pods() > rs.wanted()) {
      int ready = Math.min(rs.ready(), rs.pods() - 1);
      move("pods: one less of " + name, world.with(rs.pods(rs.pods() - 1, ready)));
    }
    if (rs.ready() < rs.pods() && !rs.broken()) {
      move("pods: one of " + name + " gets ready", world.with(rs.pods(rs.pods(), rs.ready() + 1)));
    }
  }

  private void endpoints() {
    Service service = world.service();
    Map<String, Integer> found = new HashMap<>();
    for (Rs rs : world.sets()) {
      if (service.selects(rs) && rs.ready() > 0) {
        found.put(rs.revision(), rs.ready());
      }
    }
    Set<String> leaving = new HashSet<>(service.leaving());
    leaving.addAll(service.endpoints().keySet());
    leaving.removeAll(found.keySet());
    if (!found.equals(service.endpoints())) {
      move(
          "endpoints: those of the Service follow",
          world.with(new Service(service.pin(), found, leaving)));
    }
    world.backends().forEach(this::backend);
  }

  private void backend(String revision, int listed) {
    int ready = world.ready(revision);
    if (ready != listed) {
      Map<String, Integer> next = new HashMap<>(world.backends());
      next.put(revision, ready);
      move("endpoints: those of " + revision + " follow", world.withBackends(next));
    }
  }

  private void gateway() {
    if (!world.route().accepted()) {
      move("gateway: accepts the route", world.with(world.route().acceptedNow()));
    }
  }

  /** Whatever was said to be so a moment ago is so now, and clocks have run out. */
  private void time() {
    Service service = world.service();
    World next =
        world
            .with(new Service(service.pin(), service.endpoints(), Set.of()))
            .with(world.route().later())
            .with(world.rollout().with(Clock.later(world.memory())))
            .remembering(Clock::later);
    move("time passes", next);
  }

  private void move(String words, World next) {
    if (!next.equals(world)) {
      moves.accept(words, next);
    }
  }
}
