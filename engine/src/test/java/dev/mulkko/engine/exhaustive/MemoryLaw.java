package dev.mulkko.engine.exhaustive;

import static dev.mulkko.engine.exhaustive.Broken.must;

import dev.mulkko.engine.model.Memory;
import dev.mulkko.engine.model.Progress;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the operator may come to believe, judged by the world as it is. */
final class MemoryLaw {

  private MemoryLaw() {}

  static void check(World world, Memory next) {
    if (world.disturbed()) {
      return;
    }
    Memory last = world.memory();
    stepsFollowTraffic(world, last.progress(), next.progress());
    boolean rests = next.progress() == null;
    if (rests && last.stable() != null && !Objects.equals(last.stable(), next.stable())) {
      stableRuns(world, Objects.requireNonNullElse(next.stable(), "nothing"));
    }
  }

  /** I10, I25: no clock starts and no step ends before the data plane carries what it shall. */
  private static void stepsFollowTraffic(
      World world, @Nullable Progress last, @Nullable Progress next) {
    boolean moved =
        last != null
            && next != null
            && !world.setting().spec().rolling()
            && (next.step().reached() > last.step().reached()
                || (next.step().startedAt() != null && last.step().startedAt() == null));
    must(
        !moved || world.route().settled(),
        "a step starts its clock or ends while the route is still changing");
  }

  /** I7: nothing is called stable but what has all of the traffic. */
  private static void stableRuns(World world, String stable) {
    must(
        world.rs(stable).filter(Rs::owned).isPresent(),
        "%s becomes stable, which the Deployment does not own",
        stable);
    must(
        world.deployment().replicas() == 0 || world.ready(stable) > 0,
        "%s becomes stable, which has no ready pod",
        stable);
    must(
        world.route().isHome() && world.service().pin() == null && world.backends().isEmpty(),
        "%s becomes stable, and something is left of its rollout",
        stable);
  }
}
