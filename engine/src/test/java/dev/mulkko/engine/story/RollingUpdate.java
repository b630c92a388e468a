package dev.mulkko.engine.story;

import java.util.List;

/** rolling.go of the Deployment controller, with maxSurge and maxUnavailable of 25 %. */
final class RollingUpdate {
  private final World world;
  private final Deployment deployment;

  RollingUpdate(World world, Deployment deployment) {
    this.world = world;
    this.deployment = deployment;
  }

  static int surge(int replicas) {
    return Math.ceilDiv(replicas, 4);
  }

  void step(Rs fresh) {
    List<Rs> old = world.owned().stream().filter(rs -> rs != fresh).toList();
    int oldPods = old.stream().mapToInt(rs -> rs.wanted).sum();
    int replicas = deployment.replicas;
    if (fresh.wanted > replicas) {
      set(fresh, replicas);
      return;
    }
    int room = replicas + surge(replicas) - oldPods - fresh.wanted;
    int grow = Math.min(room, replicas - fresh.wanted);
    if (grow > 0) {
      set(fresh, fresh.wanted + grow);
      return;
    }
    int least = replicas - replicas / 4;
    int spare = oldPods + fresh.wanted - least - (fresh.wanted - fresh.statusReady);
    if (spare > 0) {
      cleanUp(old, spare);
      scaleDown(old, ready(world.owned()) - least);
    }
  }

  /** Pods that are not ready go first. */
  private void cleanUp(List<Rs> old, int most) {
    int spare = most;
    for (Rs rs : old) {
      int less = Math.min(spare, Math.max(0, rs.wanted - rs.statusReady));
      spare -= less;
      lower(rs, less);
    }
  }

  private void scaleDown(List<Rs> old, int most) {
    int spare = Math.max(0, most);
    for (Rs rs : old) {
      int less = Math.min(spare, rs.wanted);
      spare -= less;
      lower(rs, less);
    }
  }

  private static int ready(List<Rs> all) {
    return all.stream().mapToInt(rs -> Math.min(rs.wanted, rs.statusReady)).sum();
  }

  private void lower(Rs rs, int less) {
    if (less > 0) {
      set(rs, rs.wanted - less);
    }
  }

  private void set(Rs rs, int wanted) {
    rs.wanted = wanted;
    rs.desired = deployment.replicas;
    world.changed();
  }
}
