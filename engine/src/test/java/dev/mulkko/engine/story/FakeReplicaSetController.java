package dev.mulkko.engine.story;

import java.time.Duration;
import java.util.Comparator;

/** ReplicaSet controller and kubelet in one: as many pods as wanted, started, probed, counted. */
final class FakeReplicaSetController {
  private static final Duration START = Duration.ofSeconds(2);
  private static final int MOST_SCARCE_PODS = 6;
  private static final Duration SLOW_START = Duration.ofSeconds(15);

  private final World world;

  FakeReplicaSetController(World world) {
    this.world = world;
  }

  void sync() {
    for (Rs rs : world.all()) {
      scale(rs);
      rs.pods.forEach(pod -> live(rs, pod));
      count(rs);
    }
  }

  private void scale(Rs rs) {
    while (rs.pods.size() < rs.wanted) {
      rs.pods.add(new Pod(world.now));
      world.version++;
    }
    // Like the real one: pods that are not ready go first.
    rs.pods.sort(Comparator.comparing((Pod pod) -> !pod.ready));
    while (rs.pods.size() > rs.wanted) {
      rs.pods.removeLast();
      world.version++;
    }
  }

  private void live(Rs rs, Pod pod) {
    String template = rs.template.canonical();
    boolean fails = world.failing.contains(rs.template);
    Duration start = template.contains("slow") ? SLOW_START : START;
    boolean started = !world.now.isBefore(pod.startedAt.plus(start));
    boolean crashing = started && (fails || template.contains("crashing"));
    boolean scarce = template.contains("scarce") && rs.pods.indexOf(pod) >= MOST_SCARCE_PODS;
    boolean ready =
        started
            && !scarce
            && !crashing
            && !template.contains("never ready")
            && !world.unready.contains(rs.template);
    if (ready != pod.ready) {
      pod.ready = ready;
      world.changed();
    }
    pod.crashing = crashing;
  }

  private void count(Rs rs) {
    if (rs.statusCurrent != rs.pods.size() || rs.statusReady != rs.ready()) {
      rs.statusCurrent = rs.pods.size();
      rs.statusReady = rs.ready();
      world.changed();
    }
  }
}
