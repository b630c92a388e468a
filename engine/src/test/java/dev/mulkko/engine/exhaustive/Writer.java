package dev.mulkko.engine.exhaustive;

import dev.mulkko.engine.exhaustive.Rollout.Life;
import dev.mulkko.engine.plan.Action;
import dev.mulkko.engine.plan.Observation.Shape;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What a write of the operator makes of the world. */
final class Writer {

  private Writer() {}

  static World apply(World world, Action action) {
    Deployment d = world.deployment();
    Rollout rollout = world.rollout();
    return switch (action) {
      case Action.Claim _ -> world.with(rollout.claimed(true));
      case Action.Release _ ->
          world.with(rollout.claimed(false).with(rollout.deleting() ? Life.GONE : rollout.life()));
      case Action.Pause _ -> world.respecified(d.paused(true).held(true));
      case Action.Resume _ -> world.respecified(d.paused(false).held(false));
      case Action.Unmark _ -> world.with(d.held(false));
      case Action.Pin(var revision) -> world.with(world.service().pinned(revision));
      case Action.CreateReplicaSet(var revision, var replicas) ->
          world.with(
              new Rs(
                  revision,
                  d.template(),
                  false,
                  replicas,
                  0,
                  0,
                  replicas,
                  0,
                  world.sets().size() + 1));
      case Action.Scale(var revision, var replicas) ->
          world.with(world.theRs(revision).scaled(replicas));
      case Action.Park(var revision) -> world.with(world.theRs(revision).owned(false));
      case Action.Adopt(var revision) -> world.with(adopted(world, world.theRs(revision)));
      case Action.GiveBack(var revision) -> world.with(world.theRs(revision).owned(true));
      case Action.DeleteReplicaSet(var revision) -> world.without(revision);
      case Action.CreateBackend(var revision) -> backend(world, revision, true);
      case Action.DeleteBackend(var revision) -> backend(world, revision, false);
      case Action.NameRevisions(_, var stable, var canary) ->
          route(world, new Shape.Split(Map.of(stable, 0, canary, 0)));
      case Action.SplitRoute split ->
          route(
              world,
              new Shape.Split(
                  Map.of(
                      split.stable(),
                      100 - split.canaryPercent(),
                      split.canary(),
                      split.canaryPercent())));
      case Action.RestoreRoute _ -> route(world, new Shape.Home());
      case Action.Answer _ -> world.with(rollout.asked(Optional.empty()));
      case Action.PinPreview _, Action.OpenRecord _, Action.AddToRecord _, Action.CloseRecord _ ->
          throw new IllegalStateException("nobody keeps records or looks at previews: " + action);
    };
  }

  private static Rs adopted(World world, Rs rs) {
    Rs newest = rs.numbered(world.sets().size() + 1, rs.born());
    return newest.owned(true).scaled(rs.wanted(), world.deployment().replicas());
  }

  private static World backend(World world, String revision, boolean exists) {
    Map<String, Integer> next = new HashMap<>(world.backends());
    if (exists) {
      next.put(revision, 0);
    } else {
      next.remove(revision);
    }
    return world.withBackends(next);
  }

  private static World route(World world, Shape shape) {
    return world.with(world.route().write(shape, world.service().endpoints().keySet()));
  }
}
