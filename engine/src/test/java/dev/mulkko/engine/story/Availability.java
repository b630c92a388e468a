package dev.mulkko.engine.story;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A roll, and the way back from it, keep as many ready pods as the Deployment's maxUnavailable asks
 * for: once there are so many, there never are fewer again, unless somebody else changes what is
 * asked for or breaks pods.
 */
final class Availability {
  private final World world;
  private @Nullable String of;
  private Instant since = Instant.MIN;
  private boolean reached;

  Availability(World world) {
    this.world = world;
  }

  void check() {
    Deployment d = world.deployment;
    String stable = world.rollout.memory.stable();
    if (!world.spec.rolling() || d == null || !world.rollout.exists || broken(stable)) {
      of = null;
      reached = false;
      return;
    }
    String now = d.uid + " " + d.replicas;
    if (!Objects.equals(of, now)) {
      of = now;
      since = world.now;
      reached = false;
    }
    int least = d.replicas - d.replicas / 4;
    int ready = world.all().stream().mapToInt(Rs::ready).sum();
    if (reached && ready < least) {
      throw new Violation("%d of %d pods are ready, at least %d must be", ready, d.replicas, least);
    }
    // A Deployment that is scaled in the middle of a roll is scaled in proportion, ready or not.
    reached |= ready >= least && world.now.isAfter(since.plusSeconds(3));
  }

  /** What others broke is not held against anybody; a version that never ran is. */
  private boolean broken(@Nullable String stable) {
    return stable == null
        || world.broken(stable)
        || world.all().stream()
            .anyMatch(
                rs -> world.failing.contains(rs.template) || world.unready.contains(rs.template));
  }
}
