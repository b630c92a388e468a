package dev.mulkko.engine.exhaustive;

import dev.mulkko.engine.Specs;
import dev.mulkko.engine.exhaustive.Deployment.Status;
import dev.mulkko.engine.exhaustive.Rollout.Life;
import dev.mulkko.engine.exhaustive.Setting.Budget;
import dev.mulkko.engine.model.Memory;
import dev.mulkko.engine.model.Spec;
import dev.mulkko.engine.model.Step;
import dev.mulkko.engine.model.Strategy;
import dev.mulkko.engine.model.Strategy.Canary;
import dev.mulkko.engine.model.Template;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The clusters that are played in. */
final class Settings {

  private Settings() {}

  /** Half of the traffic, then all of it. */
  static final Spec CANARY =
      spec(
          new Canary(
              List.of(new Step.SetWeight(50), new Step.Pause(Clock.MOMENT)),
              Clock.MOMENT,
              Clock.MOMENT));

  static Spec spec(Strategy strategy) {
    Spec s = Specs.of(strategy);
    return new Spec(
        s.namespace(),
        s.rollout(),
        s.workload(),
        s.service(),
        s.routes(),
        strategy,
        s.analysis(),
        Clock.MOMENT,
        Clock.MOMENT,
        Clock.DEADLINE,
        1,
        false);
  }

  static Setting canary(String name, Budget budget, Act... acts) {
    return new Setting(name, CANARY, true, false, 2, budget, List.of(acts));
  }

  /** A Deployment that runs v1, and a Rollout that is attached to it. */
  static World attached(Setting setting) {
    int all = setting.replicas();
    Template v1 = new Template("v1");
    Rs stable = new Rs("rev-v1", v1, true, all, all, all, all, 1, 0);
    boolean counted = setting.spec().rolling();
    Status status = new Status(true, counted ? all : 0, all, counted ? all : 0);
    return new World(
        setting,
        new Deployment(v1, all, setting.holdsAtRest(), setting.holdsAtRest(), status),
        List.of(stable),
        new Service(null, Map.of(stable.revision(), all), Set.of()),
        Map.of(),
        Route.HOME,
        new Rollout(
            Memory.empty().attached(Operator.UID, stable.revision(), Clock.GENERATION),
            Life.ALIVE,
            false,
            Optional.empty(),
            false),
        Pass.IDLE,
        setting.budget());
  }
}
