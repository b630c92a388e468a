package dev.mulkko.engine.exhaustive;

import java.util.List;

/** rolling.go of the Deployment controller, with maxSurge and maxUnavailable of 25 %. */
record RollingUpdate(DeploymentController controller, int replicas) {

  static int surge(int replicas) {
    return Math.ceilDiv(replicas, 4);
  }

  void step(Rs fresh) {
    List<Rs> old =
        controller.owned().stream().filter(rs -> !rs.revision().equals(fresh.revision())).toList();
    int oldPods = old.stream().mapToInt(Rs::wanted).sum();
    if (fresh.wanted() > replicas) {
      controller.set(fresh, replicas);
      return;
    }
    int room = replicas + surge(replicas) - oldPods - fresh.wanted();
    int grow = Math.min(room, replicas - fresh.wanted());
    if (grow > 0) {
      controller.set(fresh, fresh.wanted() + grow);
      return;
    }
    int least = replicas - replicas / 4;
    int spare = oldPods + fresh.wanted() - least - (fresh.wanted() - fresh.ready());
    if (spare > 0) {
      cleanUp(old, spare);
      scaleDown(fresh, least);
    }
  }

  /** Pods that are not ready go first. */
  private void cleanUp(List<Rs> old, int most) {
    int spare = most;
    for (Rs rs : old) {
      int less = Math.min(spare, Math.max(0, rs.wanted() - rs.ready()));
      spare -= less;
      lower(rs, less);
    }
  }

  private void scaleDown(Rs fresh, int least) {
    List<Rs> all = controller.owned();
    int ready = all.stream().mapToInt(rs -> Math.min(rs.wanted(), rs.ready())).sum();
    int spare = Math.max(0, ready - least);
    for (Rs rs : all) {
      if (!rs.revision().equals(fresh.revision())) {
        int less = Math.min(spare, rs.wanted());
        spare -= less;
        lower(rs, less);
      }
    }
  }

  private void lower(Rs rs, int less) {
    if (less > 0) {
      controller.set(rs, rs.wanted() - less);
    }
  }
}
