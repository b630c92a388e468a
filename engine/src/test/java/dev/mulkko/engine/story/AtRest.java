package dev.mulkko.engine.story;

import dev.mulkko.engine.model.Memory;
import dev.mulkko.engine.version.VersionPolicy;
import java.util.List;
import java.util.Objects;

/** What must be true when nobody does anything any more. */
final class AtRest {
  private final World world;

  AtRest(World world) {
    this.world = world;
  }

  void check() {
    must(world.rollout.progress() == null || !world.rollout.exists, "a rollout still goes on");
    must(world.routesAreHome(), "a route is not home");
    must(world.service.pin == null, "the Service is still pinned");
    must(world.previewPin == null, "the preview is still pinned");
    must(
        world.rollout.asked.isEmpty() || !world.rollout.exists || world.deployment == null,
        "someone who asked has no answer");
    must(!world.rollout.deleting || !world.rollout.exists, "the Rollout cannot be deleted");
    Deployment d = world.deployment;
    if (d == null) {
      must(!world.rollout.claimed, "the Rollout is still claimed");
      return;
    }
    if (world.rollout.exists) {
      must(
          world.rollout.memory.stable() != null
              || world.broken(d.template)
              || !world.rollout.objections.isEmpty(),
          "the Rollout is not attached");
      must(!world.rollout.claimed, "the Rollout is still claimed");
    }
    must(world.backends.isEmpty(), "backends are left: " + world.backends);
    must(!world.rollout.seenOff || d.heldBy == null, "the Deployment still bears our marks");
    owned(d);
  }

  private void owned(Deployment d) {
    List<Rs> active = world.owned().stream().filter(Rs::active).toList();
    if (!world.rollout.exists || world.rollout.memory.stable() == null || restartFails(d)) {
      return;
    }
    must(active.size() == Math.min(1, d.replicas), active.size() + " active owned ReplicaSets");
    active.forEach(
        rs -> must(rs.wanted == d.replicas, rs.revision + " has " + rs.wanted + " replicas"));
    for (Rs rs : world.all()) {
      must(rs.owned || rs.wanted == 0, "the parked " + rs.revision + " still has pods");
    }
    attached(d, world.rollout.memory);
    history(d, world.rollout.memory);
  }

  /** The Deployment controller goes on trying. */
  private boolean restartFails(Deployment d) {
    Rs stable = world.rs(world.rollout.memory.stable());
    return stable != null && d.template.restarts(stable.template) && world.broken(d.template);
  }

  private void history(Deployment d, Memory memory) {
    long kept =
        world.all().stream()
            .filter(rs -> !rs.owned && !rs.template.equals(d.template))
            .filter(rs -> memory.refusal(rs.revision).isEmpty())
            .count();
    must(kept <= world.spec.historyLimit(), kept + " revisions of history are kept");
  }

  private void attached(Deployment d, Memory memory) {
    String stable = Objects.requireNonNull(memory.stable());
    Rs carrier = world.rs(stable);
    must(carrier != null && carrier.owned, "stable " + stable + " is not owned");
    if (carrier == null || carrier.template.equals(d.template)) {
      boolean bySomebody = d.paused && d.heldBy == null;
      must(d.paused == world.holdsAtRest || bySomebody, "the Deployment is paused: " + d.paused);
      return;
    }
    must(d.paused, "a template that does not run is not held");
    boolean refused =
        memory.refused().stream()
            .map(r -> world.rs(r.revision()))
            .anyMatch(rs -> rs == null || rs.template.equals(d.template));
    must(
        refused || !world.rollout.objections.isEmpty() || world.spec.suspended() || unnamed(d),
        "the new template is not tried");
  }

  private boolean unnamed(Deployment d) {
    return world.spec.naming().policy() == VersionPolicy.Deny
        && Shelf.versioned(d.template, world.spec.naming()).problem().isPresent();
  }

  private static void must(boolean holds, String what) {
    if (!holds) {
      throw new Violation("at rest, %s", what);
    }
  }
}
