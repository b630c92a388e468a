package dev.mulkko.engine.story;

import dev.mulkko.engine.model.Progress;
import dev.mulkko.engine.model.Replicas;
import dev.mulkko.engine.plan.Action;
import org.jspecify.annotations.Nullable;

/** What the operator may write at this moment, judged by the world as it is. */
final class WriteLaw {
  private final World world;

  WriteLaw(World world) {
    this.world = world;
  }

  void check(Action action) {
    if (world.deployment == null) {
      return;
    }
    new LockLaw(world).check(action);
    switch (action) {
      case Action.Claim _ -> {}
      case Action.Release _ -> nothingLeftInTheUsersObjects();
      case Action.Pause _ -> must(!world.theDeployment().paused, "pauses twice");
      case Action.Resume _ -> resume();
      case Action.Unmark _ ->
          must(
              world.rollout.deleting || !world.rollout.exists,
              "takes its marks off a Deployment that it is attached to");
      case Action.Pin(var revision) -> pin(revision);
      case Action.PinPreview(var revision) -> {
        claimed();
        must(
            revision == null || world.readyPods(revision) > 0 || world.excused(),
            "shows %s, which has no ready pod, to those who look at it before",
            revision);
      }
      case Action.CreateReplicaSet(var revision, _) -> {
        must(world.rs(revision) == null, "creates %s again", revision);
        Progress progress = world.rollout.progress();
        must(
            progress == null || progress.undoes() == null,
            "makes %s of the present template, for an undo",
            revision);
      }
      case Action.Scale(var revision, var replicas) -> scale(revision, replicas);
      case Action.Park(var revision) -> park(revision);
      case Action.Adopt(var revision) -> adopt(revision);
      case Action.GiveBack(var revision) -> giveBack(revision);
      case Action.DeleteReplicaSet(var revision) -> deleteReplicaSet(revision);
      case Action.CreateBackend(var revision) -> {
        claimed();
        must(!world.backends.containsKey(revision), "creates backend %s again", revision);
      }
      case Action.DeleteBackend(var revision) -> deleteBackend(revision);
      case Action.NameRevisions names -> name(names);
      case Action.SplitRoute split -> split(split);
      case Action.RestoreRoute(var route) -> {
        restore();
        forgotten(world.route(route));
      }
      case Action.Answer _, Action.OpenRecord _, Action.AddToRecord _, Action.CloseRecord _ -> {}
    }
  }

  private void claimed() {
    must(world.rollout.claimed, "leaves a trace before the Rollout is claimed");
  }

  private void nothingLeftInTheUsersObjects() {
    must(world.service.pin == null, "releases a Rollout whose Service is pinned");
    must(world.previewPin == null, "releases a Rollout whose preview is pinned");
    must(world.routesAreHome(), "releases a Rollout with a route that is split");
    must(
        !world.rollout.deleting || world.theDeployment().heldBy == null,
        "goes and leaves its marks on the Deployment");
  }

  private void resume() {
    Deployment d = world.theDeployment();
    must(
        world.rollout.memory.stable() == null
            || (world.spec.rolling() && world.rollout.deleting)
            || world.excused()
            || world.owned().stream().anyMatch(rs -> rs.template.sameBesidesRestarts(d.template)),
        "resumes a Deployment that does not own its template");
  }

  private void pin(@Nullable String revision) {
    if (revision != null) {
      claimed();
      must(readyOrExcused(revision), "pins the Service to %s, which has no ready pod", revision);
      must(
          world.readyPods(revision) > 0
              || !world.othersAnswer(revision)
              || world.theDeployment().replicas == 0
              || world.excused(),
          "pins the Service to %s, which has no ready pod while others answer",
          revision);
      return;
    }
    Rs canary = world.rs(world.rollout.canary());
    must(
        !world.spec.sharesService()
            || world.service.pin == null
            || !world.service.pin.equals(world.rollout.memory.stable())
            || canary == null
            || canary.owned
            || canary.pods.isEmpty()
            || canary.ready() > 0
            || stableHasNoReadyPod()
            || world.excused(),
        "shares the Service with a canary that has no ready pod");
    must(
        world.spec.direct()
            || !attached()
            || canary == null
            || canary.owned
            || canary.ready() == 0
            || stableHasNoReadyPod()
            || canary.revision.equals(world.service.pin)
            || world.routed(canary.revision) >= (world.spec.directRatio() ? 1 : 100)
            || world.excused(),
        "lets those who dial the Service meet a canary before its time");
    must(
        !world.spec.directRatio()
            || world.spec.direct()
            || canary == null
            || canary.owned
            || !String.valueOf(world.service.pin).equals(world.rollout.memory.stable())
            || stableHasNoReadyPod()
            || world.backends.getOrDefault(canary.revision, 0)
                <= Math.max(
                    Replicas.forRatio(
                        world.routed(canary.revision), world.theDeployment().replicas),
                    Replicas.forShare(
                        world.routed(canary.revision), world.theDeployment().replicas))
            || world.excused(),
        "shares the Service with more pods than the canary's share needs");
    must(
        world.excused()
            || !attached()
            || canary == null
            || canary.owned
            || canary.pods.isEmpty()
            || stableHasNoReadyPod()
            || canary.revision.equals(world.service.pin)
            || !world.broken(canary.template),
        "unpins while pods of a failing canary are left");
  }

  private boolean stableHasNoReadyPod() {
    String stable = world.rollout.memory.stable();
    return stable != null && world.readyPods(stable) == 0;
  }

  private void scale(String revision, int replicas) {
    Rs rs = world.rs(revision);
    must(rs != null && !rs.owned, "scales %s, which the Deployment owns", revision);
    Deployment d = world.theDeployment();
    if (rs == null || replicas >= rs.wanted || d.replicas == 0) {
      return;
    }
    int weight = world.dataPlane.routeWeight(world, revision);
    must(
        replicas > 0 || world.routes.stream().allMatch(route -> route.gives(revision) == 0),
        "scales %s to 0 while a route leads to it",
        revision);
    must(
        weight == 0 || replicas >= Replicas.forShare(weight, d.replicas),
        "scales %s to %d while the route may give it %d %%",
        revision,
        replicas,
        weight);
    must(
        replicas > 0
            || !world.dataPlane.serviceReaches(world, revision)
            || world.spec.service() == null
            || isRolled()
            || (world.spec.sharesService() && world.excused()),
        "scales %s to 0 while the Service may still reach it",
        revision);
  }

  /** All pods of the new revision are ready: whatever else is left goes as in any scale-down. */
  private boolean isRolled() {
    Progress progress = world.rollout.progress();
    return world.spec.rolling() && progress != null && progress.promotedAt() != null;
  }

  private void park(String revision) {
    Rs rs = world.rs(revision);
    must(rs != null && rs.owned, "parks %s, which is not owned", revision);
    must(
        world.theDeployment().paused
            || world.excused()
            || (rs != null && world.rolls() && rs.wanted == 0 && rs.pods.isEmpty())
            || !revision.equals(world.rollout.memory.stable()),
        "parks %s while the Deployment is not paused",
        revision);
    must(
        othersOwned()
            || world.spec.rolling()
            || world.theDeployment().replicas == 0
            || !carries(revision)
            || world.excused(),
        "parks %s, which carries traffic",
        revision);
  }

  private boolean othersOwned() {
    return world.owned().size() > 1;
  }

  private boolean carries(String revision) {
    return world.dataPlane.routeWeight(world, revision) > 0
        || world.dataPlane.serviceReaches(world, revision);
  }

  private void adopt(String revision) {
    Rs rs = world.rs(revision);
    must(rs != null && !rs.owned, "adopts %s, which is owned or not there", revision);
    must(
        world.owned().isEmpty()
            || world.excused()
            || (world.rolls() && rs != null && rs.wanted == 0),
        "adopts %s while another one is owned",
        revision);
    must(
        world.theDeployment().paused || world.excused(),
        "adopts %s while the Deployment is not paused",
        revision);
  }

  private void giveBack(String revision) {
    noPods(revision);
    must(
        world.rollout.deleting || !world.rollout.exists,
        "gives history back while the Rollout is attached");
  }

  private void deleteReplicaSet(String revision) {
    noPods(revision);
    must(!revision.equals(world.rollout.memory.stable()), "deletes stable %s", revision);
  }

  private void noPods(String revision) {
    Rs rs = world.rs(revision);
    must(
        rs != null && !rs.owned && rs.wanted == 0 && rs.pods.isEmpty(),
        "%s is no parked ReplicaSet without pods",
        revision);
  }

  private void deleteBackend(String revision) {
    must(
        world.routes.stream().noneMatch(route -> route.revisions().contains(revision)),
        "deletes backend %s, which a route names",
        revision);
    must(
        world.dataPlane.routeWeight(world, revision) == 0
            || (world.deployment != null && world.deployment.replicas == 0),
        "deletes backend %s while requests may still go there",
        revision);
  }

  private void name(Action.NameRevisions names) {
    claimed();
    weighted(names.stable(), 0);
    weighted(names.canary(), 0);
    restore();
  }

  /** From then on, what somebody set back is repaired in one write. */
  private boolean begun() {
    Progress progress = world.rollout.progress();
    return progress != null
        && (progress.step().reached() > 0 || progress.step().startedAt() != null);
  }

  /** A data plane may not know yet where a backend is that it is told of with its first weight. */
  private void known(Route route, String stable, String revision, int weight) {
    must(
        weight == 0
            || !route.seen().namesFirst()
            || world.excused()
            || world.readyPods(stable) == 0
            || (route.isHome() && begun())
            || (route.revisions().contains(revision) && !route.isNew(world.now)),
        "%s gives %d %% to %s, which its data plane may not know yet",
        route.name,
        weight,
        revision);
  }

  /** A data plane may forget where a backend is before it sends its requests elsewhere. */
  private void forgotten(Route route) {
    must(
        !route.seen().namesFirst()
            || world.excused()
            || !attached()
            || !world.spec.routes().contains(route.name)
            || (route.seen().followsService() && !route.moving(world.now)),
        "%s names revisions no more to which requests may still go",
        route.name);
  }

  private void split(Action.SplitRoute split) {
    claimed();
    Route route = world.route(split.route());
    if (world.isPreview(route)) {
      preview(split);
    } else {
      known(route, split.stable(), split.canary(), split.canaryPercent());
    }
    must(!split.stable().equals(split.canary()), "splits between %s and itself", split.stable());
    must(0 <= split.canaryPercent() && split.canaryPercent() <= 100, "weights that are no share");
    weighted(split.stable(), 100 - split.canaryPercent());
    weighted(split.canary(), split.match() == null ? split.canaryPercent() : 1);
    Progress progress = world.rollout.progress();
    must(
        split.match() == null || (progress != null && progress.abort() == null),
        "gives %s to a canary that is being taken out",
        split.match() == null ? "" : split.match().words());
    must(
        split.sticky() == null
            || (split.sticky().lots().contains(split.canaryPercent())
                && progress != null
                && progress.abort() == null),
        "lets clients stay at %d %%, where no lot ends, or with a canary that is taken out",
        split.canaryPercent());
  }

  /** One new version, and nothing else, while it is on trial. */
  private void preview(Action.SplitRoute split) {
    Progress progress = world.rollout.progress();
    must(
        split.canaryPercent() == 100 && progress != null && progress.abort() == null,
        "%s shows something else than a canary on trial",
        split.route());
    must(
        world.readyPods(split.canary()) > 0 || world.excused(),
        "%s shows %s, which has no ready pod",
        split.route(),
        split.canary());
  }

  private void weighted(String revision, int weight) {
    must(
        world.backends.containsKey(revision) || !attached(),
        "a route to %s, which has no backend",
        revision);
    must(
        weight == 0 || readyOrExcused(revision),
        "a share of %d %% for %s, which has no ready pod",
        weight,
        revision);
  }

  private void restore() {
    String pin = world.service.pin;
    must(
        pin == null || !attached() || readyOrExcused(pin),
        "the route goes home to a Service pinned to %s, which has no ready pod",
        String.valueOf(pin));
  }

  private boolean attached() {
    Deployment d = world.deployment;
    return d != null && d.uid.equals(world.rollout.memory.workloadUid());
  }

  private boolean readyOrExcused(String revision) {
    Deployment d = world.deployment;
    return d == null
        || d.replicas == 0
        || world.readyPods(revision) > 0
        || (world.rs(revision) == null
            ? world.excused()
                || world.service.endpoints.containsKey(revision)
                || world.all().stream().allMatch(rs -> rs.ready() == 0)
            : world.broken(revision) || world.excused());
  }

  private static void must(boolean holds, String format, Object... values) {
    if (!holds) {
      throw new Violation(format, values);
    }
  }
}
