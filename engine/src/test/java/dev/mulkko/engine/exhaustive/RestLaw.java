package dev.mulkko.engine.exhaustive;

import static dev.mulkko.engine.exhaustive.Broken.must;

import dev.mulkko.engine.exhaustive.Rollout.Life;
import dev.mulkko.engine.model.Memory;
import dev.mulkko.engine.plan.Reason;
import java.util.Optional;

/** What must be so where nothing happens any more by itself. */
final class RestLaw {
  private final World world;

  private RestLaw(World world) {
    this.world = world;
  }

  static Optional<String> broken(World world) {
    try {
      new RestLaw(world).check();
      return Optional.empty();
    } catch (Broken broken) {
      return Optional.of("at rest, " + broken.getMessage());
    }
  }

  private void check() {
    Rollout rollout = world.rollout();
    must(world.memory().progress() == null || !rollout.exists(), "a rollout still goes on");
    must(!rollout.deleting(), "the Rollout cannot be deleted");
    must(world.route().isHome(), "the route is not home");
    must(world.service().pin() == null, "the Service is still pinned");
    must(world.backends().isEmpty(), "revision Services are left: %s", world.backends());
    must(rollout.asked().isEmpty() || !rollout.exists(), "someone who asked has no answer");
    must(world.pass() instanceof Pass.Idle || !rollout.exists(), "a pass is not over");
    must(
        rollout.life() != Life.OVER || !world.deployment().held(),
        "the Deployment still bears our marks");
    if (rollout.exists()) {
      must(!rollout.claimed(), "the Rollout is still claimed");
      must(world.memory().stable() != null || bad(), "the Rollout is not attached");
    }
    if (world.attached()) {
      attached();
    }
    traffic();
  }

  private boolean bad() {
    return world.deployment().template().canonical().contains("bad");
  }

  private void attached() {
    Memory memory = world.memory();
    Deployment d = world.deployment();
    Rs stable = world.rs(memory.stable()).filter(Rs::owned).orElse(null);
    must(stable != null, "stable %s is not owned", String.valueOf(memory.stable()));
    if (stable == null) {
      return;
    }
    must(
        stable.wanted() == d.replicas(),
        "stable has %d of %d replicas",
        stable.wanted(),
        d.replicas());
    must(stable.ready() == d.replicas(), "stable has %d of %d ready", stable.ready(), d.replicas());
    for (Rs rs : world.sets()) {
      must(rs.equals(stable) || (rs.wanted() == 0 && rs.pods() == 0), "%s has pods", rs.revision());
    }
    if (stable.template().equals(d.template())) {
      must(d.paused() == world.setting().holdsAtRest(), "the Deployment is paused: %s", d.paused());
      return;
    }
    must(d.paused(), "a template that does not run is not held");
    must(
        world.disturbed() || !refusedLate(memory, d) || bad(),
        "a good template is refused, it did not come far enough in time");
    must(
        memory.refused().stream()
            .map(one -> world.rs(one.revision()))
            .anyMatch(rs -> rs.isEmpty() || rs.get().template().equals(d.template())),
        "the new template is not tried");
  }

  private boolean refusedLate(Memory memory, Deployment d) {
    return memory.refused().stream()
        .filter(one -> one.reason().equals(Reason.ProgressDeadlineExceeded.name()))
        .map(one -> world.rs(one.revision()))
        .flatMap(Optional::stream)
        .anyMatch(rs -> rs.template().equals(d.template()));
  }

  /** All of it goes to one version. */
  private void traffic() {
    long answer = world.sets().stream().filter(rs -> rs.ready() > 0).count();
    must(answer == 1 || world.deployment().replicas() == 0 || bad(), "%d versions answer", answer);
    must(
        world.service().endpoints().size() == answer,
        "the Service has endpoints of %s",
        world.service().endpoints().keySet());
  }
}
