package dev.mulkko.engine.exhaustive;

import static dev.mulkko.engine.exhaustive.Broken.must;

import dev.mulkko.engine.model.Progress;
import dev.mulkko.engine.model.Replicas;
import dev.mulkko.engine.plan.Action;
import dev.mulkko.engine.plan.Observation.Verb;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the operator may write, judged by the world as it is: when it decides, and when the write is
 * made.
 */
final class WriteLaw {
  private final World world;
  private final Deployment deployment;
  private final boolean written;
  private final boolean calm;

  private WriteLaw(World world, boolean written) {
    this.world = world;
    this.written = written;
    this.deployment = world.deployment();
    this.calm = !world.disturbed() && deployment.replicas() > 0;
  }

  static void decides(World world, Action action) {
    new WriteLaw(world, false).check(action);
  }

  /** People may have changed since how much is needed. */
  static void writes(World world, Action action) {
    new WriteLaw(world, true).check(action);
  }

  private void check(Action action) {
    switch (action) {
      case Action.Claim _, Action.Answer _ -> {}
      case Action.Release _ -> released();
      case Action.Pause _ -> must(!deployment.paused(), "pauses twice");
      case Action.Resume _ -> resumed();
      case Action.Unmark _ ->
          must(
              !world.attached() || world.rollout().deleting(),
              "takes its marks off while attached");
      case Action.Pin(var revision) -> pinned(revision);
      case Action.CreateReplicaSet(var revision, _) ->
          must(world.rs(revision).isEmpty(), "creates %s again", revision);
      case Action.Scale(var revision, var replicas) -> scaled(revision, replicas);
      case Action.Park(var revision) -> parked(revision);
      case Action.Adopt(var revision) -> adopted(revision);
      case Action.GiveBack(var revision) -> {
        withoutPods(revision);
        must(!world.attached() || world.rollout().deleting(), "gives back history while attached");
      }
      case Action.DeleteReplicaSet(var revision) -> {
        withoutPods(revision);
        must(!revision.equals(world.memory().stable()), "deletes stable");
      }
      case Action.CreateBackend _ -> claimed();
      case Action.DeleteBackend(var revision) -> backendDeleted(revision);
      case Action.NameRevisions _ -> claimed();
      case Action.SplitRoute split -> split(split);
      case Action.RestoreRoute _ -> restored();
      case Action.PinPreview _, Action.OpenRecord _, Action.AddToRecord _, Action.CloseRecord _ ->
          must(false, "writes %s", action);
    }
  }

  /** I17: what cannot be cleaned up after a deletion is not begun. */
  private void claimed() {
    must(world.rollout().claimed(), "leaves a trace before the Rollout is claimed");
  }

  private void released() {
    must(world.service().pin() == null, "releases a Rollout whose Service is pinned");
    must(world.route().isHome(), "releases a Rollout whose route is split");
    must(
        written || !world.rollout().deleting() || !deployment.held(),
        "goes and leaves its marks on the Deployment");
  }

  private void resumed() {
    must(
        !world.attached()
            || !calm
            || world.setting().spec().rolling()
            || world.owned().stream().anyMatch(rs -> rs.template().equals(deployment.template())),
        "resumes a Deployment that does not own its template");
  }

  /** I3. */
  private void pinned(@Nullable String revision) {
    if (revision != null) {
      claimed();
      must(
          !calm || world.ready(revision) > 0,
          "pins the Service to %s, which has no ready pod",
          revision);
      return;
    }
    Rs canary = world.rs(world.canary()).filter(rs -> !rs.owned()).orElse(null);
    if (canary == null || !calm || stableHasNoReadyPod()) {
      return;
    }
    must(
        canary.pods() == 0 || !canary.broken() || canary.revision().equals(world.service().pin()),
        "unpins while pods of a bad canary are left");
    must(
        canary.ready() == 0
            || canary.revision().equals(world.service().pin())
            || world.route().weightOf(canary.revision()) == 100
            || world.setting().spec().sharesService(),
        "lets those who dial the Service meet a canary before its time");
  }

  private boolean stableHasNoReadyPod() {
    return world.ready(world.memory().stable()) == 0;
  }

  private void scaled(String revision, int replicas) {
    Rs rs = world.rs(revision).orElse(null);
    must(rs != null && !rs.owned(), "scales %s, which the Deployment owns", revision);
    if (rs == null || replicas >= rs.wanted() || !calm) {
      return;
    }
    int weight = world.route().mayGive(revision);
    must(
        weight == 0 || replicas >= (written ? 1 : Replicas.forShare(weight, deployment.replicas())),
        "scales %s to %d while the route may give it %d %%",
        revision,
        replicas,
        weight);
    must(
        replicas > 0 || isRolled() || !serviceReaches(revision),
        "scales %s to 0 while the Service may still reach it",
        revision);
  }

  private boolean serviceReaches(String revision) {
    return world.setting().spec().service() != null
        && (world.service().reaches(revision) || world.route().leavingService().contains(revision));
  }

  private boolean isRolled() {
    Progress progress = world.memory().progress();
    return world.setting().spec().rolling() && progress != null && progress.promotedAt() != null;
  }

  private boolean rolls() {
    Progress progress = world.memory().progress();
    return world.setting().spec().rolling() && progress != null && progress.abort() == null;
  }

  private void parked(String revision) {
    wanted(!revision.equals(world.memory().stable()), revision);
    Rs rs = world.rs(revision).orElse(null);
    must(rs != null && rs.owned(), "parks %s, which is not owned", revision);
    must(
        deployment.paused()
            || !calm
            || (rolls() && rs != null && rs.wanted() == 0 && rs.pods() == 0)
            || !revision.equals(world.memory().stable()),
        "parks stable while the Deployment is not paused");
    must(
        !calm || world.setting().spec().rolling() || world.owned().size() > 1 || !carries(revision),
        "parks %s, which has traffic",
        revision);
  }

  private boolean carries(String revision) {
    return world.route().mayGive(revision) > 0 || serviceReaches(revision);
  }

  /** The swap rule. */
  private void adopted(String revision) {
    wanted(!rolls(), revision);
    Rs rs = world.rs(revision).orElse(null);
    must(rs != null && !rs.owned(), "adopts %s, which is owned already", revision);
    must(
        !calm || world.owned().isEmpty() || (rolls() && rs != null && rs.wanted() == 0),
        "adopts %s while another one is owned",
        revision);
    must(!calm || deployment.paused(), "adopts %s while the Deployment is not paused", revision);
  }

  private void withoutPods(String revision) {
    must(
        world
            .rs(revision)
            .filter(rs -> !rs.owned() && rs.wanted() == 0 && rs.pods() == 0)
            .isPresent(),
        "%s is no parked ReplicaSet without pods",
        revision);
  }

  private void backendDeleted(String revision) {
    must(
        !world.route().revisions().contains(revision),
        "deletes the Service of %s, which the route names",
        revision);
    must(
        !calm || world.route().mayGive(revision) == 0,
        "deletes the Service of %s while requests may still go there",
        revision);
  }

  private void split(Action.SplitRoute split) {
    claimed();
    int percent = split.canaryPercent();
    must(0 <= percent && percent <= 100, "a share of %d %%", percent);
    must(!split.stable().equals(split.canary()), "splits between %s and itself", split.stable());
    for (String revision : List.of(split.stable(), split.canary())) {
      must(
          world.backends().containsKey(revision),
          "a route to %s, which has no Service of its own",
          revision);
    }
    wanted(percent <= world.route().weightOf(split.canary()), split.canary());
    fits(split.stable(), 100 - percent);
    fits(split.canary(), percent);
    must(
        !calm || percent == 0 || !world.route().isHome(),
        "gives %d %% to %s, which the data plane may not know yet",
        percent,
        split.canary());
    must(
        !calm || percent == 0 || world.route().settled() || !world.route().followsService(),
        "gives %d %% to %s, before the data plane knows its name",
        percent,
        split.canary());
  }

  /** I6, I13: nothing is done for a version that is to be taken out. */
  private void wanted(boolean harmless, String revision) {
    Progress progress = world.memory().progress();
    if (harmless || written || !calm || progress == null) {
      return;
    }
    if (progress.abort() != null || progress.promotedAt() != null) {
      return;
    }
    must(
        !world.rollout().trouble() && !world.rollout().deleting(),
        "goes on with %s, which is to be taken out",
        revision);
    must(
        world.rollout().asked().filter(Verb.Abort::equals).isEmpty(),
        "goes on with %s, and somebody asks for an abort",
        revision);
    must(
        progress.undoes() != null
            || world
                .rs(progress.canary())
                .filter(rs -> rs.template().equals(deployment.template()))
                .isPresent(),
        "goes on with %s, and there is a newer template",
        revision);
  }

  /** I2: nobody gets a share that no pod can take. */
  private void fits(String revision, int weight) {
    must(
        weight == 0 || !calm || world.ready(revision) > 0,
        "a share of %d %% for %s, which has no ready pod",
        weight,
        revision);
  }

  private void restored() {
    String pin = world.service().pin();
    must(
        pin == null || !calm || world.ready(pin) > 0,
        "the route goes home to a Service pinned to %s, which has no ready pod",
        String.valueOf(pin));
    must(
        !calm || !world.attached() || (world.route().followsService() && world.route().settled()),
        "the route names revisions no more to which requests may still go");
  }
}
