package dev.mulkko.engine.story;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code scale()} of the Deployment controller's sync.go. */
final class ProportionalScaling {
  private final World world;
  private final Deployment deployment;

  ProportionalScaling(World world, Deployment deployment) {
    this.world = world;
    this.deployment = deployment;
  }

  void scale(@Nullable Rs newest) {
    List<Rs> active = world.owned().stream().filter(Rs::active).toList();
    if (active.size() <= 1) {
      Rs only = active.isEmpty() ? latest(newest) : active.getFirst();
      if (only != null) {
        set(only, deployment.replicas);
      }
    } else if (newest != null && saturated(newest)) {
      active.stream().filter(rs -> rs != newest).forEach(rs -> set(rs, 0));
    } else {
      proportionally(active);
    }
  }

  /** With none active it is the newest template's, else the one created last. */
  private @Nullable Rs latest(@Nullable Rs newest) {
    return newest != null
        ? newest
        : world.owned().stream().max(Comparator.comparingInt(rs -> rs.number)).orElse(null);
  }

  private boolean saturated(Rs rs) {
    int all = deployment.replicas;
    return rs.wanted == all && rs.desired == all && rs.statusReady == all;
  }

  private void proportionally(List<Rs> active) {
    int total = active.stream().mapToInt(rs -> rs.wanted).sum();
    int allowed =
        deployment.replicas == 0
            ? 0
            : deployment.replicas + RollingUpdate.surge(deployment.replicas);
    int toAdd = allowed - total;
    List<Rs> bySize =
        active.stream()
            .sorted(
                Comparator.comparingInt((Rs rs) -> -rs.wanted).thenComparingInt(rs -> -rs.number))
            .toList();
    int added = 0;
    int[] sizes = new int[bySize.size()];
    for (int i = 0; i < sizes.length; i++) {
      Rs rs = bySize.get(i);
      int share = toAdd == 0 ? 0 : share(rs, allowed, toAdd, added);
      sizes[i] = rs.wanted + share;
      added += share;
    }
    sizes[0] = Math.max(0, sizes[0] + toAdd - added);
    for (int i = 0; i < sizes.length; i++) {
      set(bySize.get(i), sizes[i]);
    }
  }

  private int share(Rs rs, int allowed, int toAdd, int added) {
    int before = rs.desired == 0 ? 1 : rs.desired + RollingUpdate.surge(rs.desired);
    int fair = (int) Math.round((double) rs.wanted * allowed / before) - rs.wanted;
    int left = toAdd - added;
    return toAdd > 0 ? Math.min(fair, left) : Math.max(fair, left);
  }

  private void set(Rs rs, int wanted) {
    if (rs.wanted != wanted || (rs.active() && rs.desired != deployment.replicas)) {
      rs.wanted = wanted;
      rs.desired = deployment.replicas;
      world.changed();
    }
  }
}
