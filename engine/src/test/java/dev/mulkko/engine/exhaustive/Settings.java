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
import dev.mulkko.engine.plan.Observation.Verb;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The clusters that are played in. */
final class Settings {

  /** Half of the traffic of a route, then all of it. */
  private static final Spec CANARY =
      spec(
          "HTTPRoute shop",
          new Canary(
              List.of(new Step.SetWeight(50), new Step.Pause(Clock.MOMENT)),
              Clock.MOMENT,
              Clock.MOMENT));

  /** The same without a route: the pods behind the Service are the shares. */
  private static final Spec DIRECT = spec(null, CANARY.strategy());

  private static final Spec ROLLING = spec(null, new Strategy.Rolling(Clock.MOMENT));

  private static final Act V1 = Act.template("v1");
  private static final Act V2 = Act.template("v2");
  private static final Act V3 = Act.template("v3");
  private static final Act BAD = Act.template("bad");
  private static final Act ABORT = Act.ask(Verb.Abort);
  private static final Act UNDO = Act.ask(Verb.Undo);

  private static final Act[] PEOPLE = {
    V1, V2, V3, BAD, ABORT, UNDO, Act.delete(), Act.trouble(), Act.scale(1), Act.scale(3)
  };

  private static final Budget THREE = new Budget(3, 0, 0);

  /** A rollout with one thing beside it: each is small, and together they ask nearly every rule. */
  static final List<Setting> SMALL =
      Stream.of(
              besides("canary", CANARY, Holder.POLICIES),
              besides("canary held at rest", CANARY, Holder.REST).limit(4),
              besides("direct canary", DIRECT, Holder.POLICIES),
              besides("roll", ROLLING, Holder.POLICIES),
              Stream.of(
                  setting(
                      "canary, a lost one",
                      CANARY,
                      Holder.POLICIES,
                      new Budget(1, 0, 1),
                      V2,
                      Act.loseCanary()),
                  setting(
                      "canary that nobody holds", CANARY, Holder.NOBODY, new Budget(1, 1, 0), V2)))
          .flatMap(all -> all)
          .toList();

  /** Whatever people do, up to three things after each other, and whatever breaks. */
  static final List<Setting> WHOLE =
      Stream.of(
              Stream.of(setting("canary, people", CANARY, Holder.POLICIES, THREE, PEOPLE)),
              whole("canary", CANARY, Holder.POLICIES),
              whole("canary held at rest", CANARY, Holder.REST),
              besides("canary that nobody holds", CANARY, Holder.NOBODY).limit(5),
              whole("direct canary", DIRECT, Holder.POLICIES),
              whole("roll", ROLLING, Holder.POLICIES))
          .flatMap(all -> all)
          .toList();

  /** Who sees to it that a new template does not roll by itself. */
  private enum Holder {
    POLICIES,
    REST,
    NOBODY
  }

  private Settings() {}

  private static Stream<Setting> besides(String what, Spec spec, Holder holder) {
    Budget two = new Budget(2, 0, 0);
    Budget harm = new Budget(1, 0, 1);
    return Stream.of(
        setting(what + ", a fault", spec, holder, new Budget(1, 1, 0), V2),
        setting(what + ", an abort", spec, holder, two, V2, ABORT),
        setting(what + ", an undo", spec, holder, two, V2, UNDO),
        setting(what + ", a deletion", spec, holder, two, V2, Act.delete()),
        setting(what + ", a crash", spec, holder, two, V2, Act.trouble()),
        setting(what + ", a bad template", spec, holder, two, V2, BAD),
        setting(what + ", a third template", spec, holder, two, V2, V3),
        setting(what + ", the old template", spec, holder, two, V2, V1),
        setting(what + ", another scale", spec, holder, two, V2, Act.scale(1), Act.scale(3)),
        setting(what + ", a dropped pin", spec, holder, harm, V2, Act.dropPin()),
        setting(what + ", a route that is reset", spec, holder, harm, V2, Act.resetRoute()));
  }

  private static Stream<Setting> whole(String what, Spec spec, Holder holder) {
    Act[] harm = {
      V2, ABORT, Act.unpause(), Act.dropPin(), Act.resetRoute(), Act.loseCanary(), Act.loseStable()
    };
    return Stream.of(
        setting(what + ", people and faults", spec, holder, new Budget(2, 1, 0), PEOPLE),
        setting(what + ", harm", spec, holder, new Budget(1, 0, 1), harm));
  }

  private static Setting setting(
      String name, Spec spec, Holder holder, Budget budget, Act... acts) {
    return new Setting(
        name, spec, holder == Holder.POLICIES, holder == Holder.REST, 2, budget, List.of(acts));
  }

  private static Spec spec(@Nullable String route, Strategy strategy) {
    Spec s = Specs.of(strategy);
    return new Spec(
        s.namespace(),
        s.rollout(),
        s.workload(),
        s.service(),
        route == null ? List.of() : List.of(route),
        strategy,
        s.analysis(),
        Clock.MOMENT,
        Clock.MOMENT,
        Clock.DEADLINE,
        1,
        false);
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
