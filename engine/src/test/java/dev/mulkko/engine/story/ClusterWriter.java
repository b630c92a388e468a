package dev.mulkko.engine.story;

import dev.mulkko.engine.plan.Action;
import dev.mulkko.engine.plan.Observation.Cohort;
import dev.mulkko.engine.plan.Observation.Mirror;
import dev.mulkko.engine.plan.Observation.Shape;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Does what a plan says; whatever must never be asked of a cluster is a violation. */
final class ClusterWriter {
  private final World world;
  private final WriteLaw law;

  ClusterWriter(World world) {
    this.world = world;
    this.law = new WriteLaw(world);
  }

  void apply(Action action) {
    law.check(action);
    write(action);
    world.changed();
  }

  private void write(Action action) {
    switch (action) {
      case Action.Claim _ -> world.rollout.claimed = true;
      case Action.Release _ -> release();
      case Action.Pause _ -> pause();
      case Action.Resume _ -> resume();
      case Action.Unmark _ -> unmark();
      case Action.Pin(var revision) -> world.service.pin = revision;
      case Action.PinPreview(var revision) -> world.previewPin = revision;
      case Action.CreateReplicaSet(var revision, var replicas) ->
          world.create(revision, world.theDeployment().template, false, replicas);
      case Action.Scale(var revision, var replicas) -> rs(revision).wanted = replicas;
      case Action.Park(var revision) -> rs(revision).owned = false;
      case Action.Adopt(var revision) -> adopt(rs(revision));
      case Action.GiveBack(var revision) -> rs(revision).owned = true;
      case Action.DeleteReplicaSet(var revision) -> world.replicaSets.remove(revision);
      case Action.CreateBackend(var revision) -> createBackend(revision);
      case Action.DeleteBackend(var revision) -> world.backends.remove(revision);
      case Action.NameRevisions(var route, var stable, var canary) ->
          route(route, new Shape.Split(Map.of(stable, 0, canary, 0)));
      case Action.SplitRoute split -> route(split.route(), shape(split));
      case Action.RestoreRoute(var route) -> route(route, new Shape.Home());
      case Action.Answer(var name, _, _) ->
          world.rollout.asked.removeIf(a -> a.name().equals(name));
      case Action.OpenRecord(var opening) -> world.shelf.open(opening);
      case Action.AddToRecord(var attempt, var steps, var approved, var unlocked) ->
          world.shelf.add(attempt, steps, approved, unlocked);
      case Action.CloseRecord(var closing) -> world.shelf.close(closing);
    }
  }

  private static Shape shape(Action.SplitRoute split) {
    String canary = split.canary();
    int percent = split.canaryPercent();
    return new Shape.Split(
        Map.of(split.stable(), 100 - percent, canary, percent),
        Optional.ofNullable(split.match()).map(requests -> new Cohort(canary, requests)),
        Optional.ofNullable(split.sticky()),
        Optional.of(new Mirror(canary, split.mirrorPercent())).filter(m -> m.percent() > 0));
  }

  private void createBackend(String revision) {
    Deployment d = world.deployment;
    world.backends.put(revision, 0);
    if (d == null || !d.uid.equals(world.rollout.memory.workloadUid())) {
      world.doomedBackends.add(revision);
    }
  }

  private void release() {
    world.rollout.claimed = false;
    world.rollout.exists = !world.rollout.deleting;
  }

  private void pause() {
    Deployment d = world.theDeployment();
    d.paused = true;
    d.heldBy = world.spec.rollout();
    d.generation++;
  }

  private void resume() {
    Deployment d = world.theDeployment();
    d.paused = false;
    d.generation++;
    unmark();
  }

  /** Only a spec has generations. */
  private void unmark() {
    Deployment d = world.theDeployment();
    d.heldBy = null;
    d.changedBy = null;
  }

  private void adopt(Rs rs) {
    rs.owned = true;
    rs.desired = world.theDeployment().replicas;
    rs.revisionNumber = world.nextRevisionNumber();
  }

  private void route(String name, Shape shape) {
    world.route(name).write(shape, world.service.endpoints.keySet(), world.now);
  }

  private Rs rs(String revision) {
    return Objects.requireNonNull(world.rs(revision), revision);
  }
}
