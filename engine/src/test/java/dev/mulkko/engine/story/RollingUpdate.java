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
    int unavailable = fresh.wanted - fresh.statusReady;
    int least = replicas - replicas / 4;
    int spare = Math.min(oldPods, oldPods + fresh.wanted - least - unavailable);
    for (Rs rs : old) {
      int less = Math.min(rs.wanted, Math.max(0, spare));
      if (less > 0) {
        spare -= less;
        set(rs, rs.wanted - less);
      }
    }
  }

  private void set(Rs rs, int wanted) {
    rs.wanted = wanted;
    rs.desired = deployment.replicas;
    world.changed();
  }
}
