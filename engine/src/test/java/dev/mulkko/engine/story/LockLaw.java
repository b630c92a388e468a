package dev.mulkko.engine.story;

import dev.mulkko.engine.model.Attempt.Unlocked;
import dev.mulkko.engine.model.Cursor;
import dev.mulkko.engine.model.Progress;
import dev.mulkko.engine.plan.Action;
import dev.mulkko.engine.plan.Lock;
import dev.mulkko.engine.plan.Lock.Mode;
import java.util.List;

/** What the operator may not write while something is locked, judged by the world as it is. */
final class LockLaw {
  private final World world;

  LockLaw(World world) {
    this.world = world;
  }

  void check(Action action) {
    Progress progress = world.rollout.progress();
    if (progress == null
        || progress.abort() != null
        || progress.undoes() != null
        || progress.promotedAt() != null
        || world.excused()) {
      return;
    }
    for (Lock lock : notOverridden(progress)) {
      switch (action) {
        case Action.CreateReplicaSet _ -> mayBegin(lock, progress);
        case Action.Adopt _ -> mayRoll(lock);
        case Action.SplitRoute split when !world.isPreview(world.route(split.route())) ->
            mayGive(lock, progress, split);
        default -> {}
      }
    }
  }

  private List<Lock> notOverridden(Progress progress) {
    Unlocked unlocked = progress.attempt().unlocked();
    return world.locked().now().stream()
        .filter(lock -> unlocked == null || !lock.isOverriddenBy(unlocked))
        .toList();
  }

  private void mayBegin(Lock lock, Progress progress) {
    boolean begun = lock.mode() == Mode.BlockPromote && !world.spec.rolling();
    must(begun || hasTraffic(progress), lock, "a new version gets pods");
  }

  private void mayRoll(Lock lock) {
    must(!world.spec.rolling(), lock, "the Deployment rolls");
  }

  private void mayGive(Lock lock, Progress progress, Action.SplitRoute split) {
    boolean empty =
        split.canaryPercent() == 0 && split.match() == null && split.mirrorPercent() == 0;
    int had = Math.max(progress.step().reached(), world.routed(progress.canary()));
    String stable = world.rollout.memory.stable();
    if (empty || had == 100 || stable == null || world.readyPods(stable) == 0) {
      return;
    }
    switch (lock.mode()) {
      case BlockNew -> must(hasTraffic(progress), lock, "a new version gets traffic");
      case PauseRunning ->
          must(
              split.canaryPercent() <= had,
              lock,
              "a share grows from " + had + " to " + split.canaryPercent());
      case BlockPromote -> must(split.canaryPercent() < 100, lock, "a version gets all");
    }
  }

  private boolean hasTraffic(Progress progress) {
    return progress.step().reached() > 0
        || new Cursor(world.spec.strategy(), progress.step().index()).hasGiven()
        || world.dataPlane.routeWeight(world, progress.canary()) > 0
        || world.clientRoutes().anyMatch(route -> route.seen().leadsTo(progress.canary()));
  }

  private static void must(boolean holds, Lock lock, String what) {
    if (!holds) {
      throw new Violation("%s although it is locked by %s %s", what, lock.mode(), lock.words());
    }
  }
}
