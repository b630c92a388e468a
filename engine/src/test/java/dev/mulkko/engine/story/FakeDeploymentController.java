package dev.mulkko.engine.story;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The Deployment controller of kube-controller-manager 1.36 as far as it can hurt us: what it does
 * with a paused Deployment, with a scaled one, and its rolling update.
 */
final class FakeDeploymentController {
  private final World world;

  FakeDeploymentController(World world) {
    this.world = world;
  }

  void sync() {
    Deployment d = world.deployment;
    if (d == null) {
      return;
    }
    if (d.paused || scalingEvent(d)) {
      new ProportionalScaling(world, d).scale(newest(d));
    } else {
      new RollingUpdate(world, d).step(findOrCreateNew(d));
    }
    status(d);
  }

  private boolean scalingEvent(Deployment d) {
    return world.owned().stream().anyMatch(rs -> rs.active() && rs.desired != d.replicas);
  }

  /** The oldest of those with the Deployment's template, compared as a template, never by hash. */
  private @Nullable Rs newest(Deployment d) {
    return world.owned().stream()
        .filter(rs -> rs.template.equals(d.template))
        .min(Comparator.comparingInt(rs -> rs.number))
        .orElse(null);
  }

  private Rs findOrCreateNew(Deployment d) {
    Rs found = newest(d);
    if (found != null) {
      return found;
    }
    String name = nativeName(d, world.replicaSets::containsKey);
    world.journal.note("controller", "creates " + name);
    Rs created = world.create(name, d.template, true, 0);
    created.desired = d.replicas;
    return created;
  }

  private static String nativeName(Deployment d, Predicate<String> taken) {
    String base = d.template.canonical().replace(' ', '-') + "-native";
    String name = base;
    for (int collisions = 2; taken.test(name); collisions++) {
      name = base + collisions;
    }
    return name;
  }

  private void status(Deployment d) {
    List<Rs> owned = world.owned();
    int current = owned.stream().mapToInt(rs -> rs.statusCurrent).sum();
    int available = owned.stream().mapToInt(rs -> rs.statusReady).sum();
    int updated = Optional.ofNullable(newest(d)).map(rs -> rs.statusCurrent).orElse(0);
    if (d.observedGeneration != d.generation
        || d.statusCurrent != current
        || d.statusAvailable != available
        || d.statusUpdated != updated) {
      d.observedGeneration = d.generation;
      d.statusCurrent = current;
      d.statusAvailable = available;
      d.statusUpdated = updated;
      world.changed();
    }
  }
}
