package dev.mulkko.engine.exhaustive;

import dev.mulkko.engine.exhaustive.Rollout.Life;
import dev.mulkko.engine.exhaustive.Setting.Budget;
import dev.mulkko.engine.model.Memory.Acted;
import dev.mulkko.engine.model.Template;
import dev.mulkko.engine.plan.Observation.Shape;
import dev.mulkko.engine.plan.Observation.Verb;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What people, tools and pods may do at any moment, as often as the budget allows.
 *
 * @param harm whether it can only be repaired
 */
record Act(String words, boolean harm, UnaryOperator<World> does) {

  static Act template(String text) {
    return new Act("kim sets the template to " + text, false, world -> template(world, text));
  }

  static Act scale(int replicas) {
    return new Act("kim scales to " + replicas, false, world -> scale(world, replicas));
  }

  static Act ask(Verb verb) {
    return new Act("kim asks to " + Operator.name(verb), false, world -> ask(world, verb));
  }

  static Act delete() {
    return new Act("kim deletes the Rollout", false, Act::delete);
  }

  static Act trouble() {
    return new Act("a pod of the canary begins to crash", false, Act::trouble);
  }

  static Act unpause() {
    return new Act("somebody unpauses the Deployment", true, Act::unpause);
  }

  static Act dropPin() {
    return new Act("a tool drops the pin", true, world -> world.with(world.service().pinned(null)));
  }

  static Act resetRoute() {
    return new Act("a tool resets the route", true, Act::resetRoute);
  }

  static Act loseCanary() {
    return new Act(
        "no pod of the canary is ready any more", true, world -> lose(world, world.canary()));
  }

  static Act loseStable() {
    return new Act(
        "no pod of stable is ready any more", true, world -> lose(world, world.memory().stable()));
  }

  /** What is after it; empty when nobody may do it any more, or it changes nothing. */
  Optional<World> in(World world) {
    Budget left = world.budget();
    if ((harm ? left.harm() : left.acts()) == 0) {
      return Optional.empty();
    }
    World next = does.apply(world);
    Budget less =
        harm
            ? new Budget(left.acts(), left.faults(), left.harm() - 1)
            : new Budget(left.acts() - 1, left.faults(), left.harm());
    return next.equals(world) ? Optional.empty() : Optional.of(next.with(less));
  }

  /** With the policies, a new template pauses its Deployment in the same write. */
  private static World template(World world, String text) {
    Deployment next = world.deployment().with(new Template(text));
    if (next.equals(world.deployment())) {
      return world;
    }
    boolean holds = world.setting().policies() && world.attached();
    return world.respecified(holds ? next.paused(true).held(true) : next);
  }

  private static World scale(World world, int replicas) {
    return world.deployment().replicas() == replicas
        ? world
        : world.respecified(world.deployment().scaled(replicas));
  }

  private static World ask(World world, Verb verb) {
    Acted last = world.memory().acted();
    boolean done = last != null && last.action().equals(Operator.name(verb));
    boolean waits = !world.rollout().exists() || world.rollout().asked().isPresent();
    return waits || done ? world : world.with(world.rollout().asked(Optional.of(verb)));
  }

  private static World delete(World world) {
    if (world.rollout().life() != Life.ALIVE) {
      return world;
    }
    boolean waits = world.rollout().claimed();
    return world.with(world.rollout().with(waits ? Life.DELETING : Life.GONE));
  }

  private static World trouble(World world) {
    boolean runs = world.rs(world.canary()).filter(rs -> rs.pods() > 0).isPresent();
    return runs ? world.with(world.rollout().inTrouble()) : world;
  }

  private static World resetRoute(World world) {
    Route route = world.route();
    return route.isHome()
        ? world
        : world.with(route.write(new Shape.Home(), world.service().endpoints().keySet()));
  }

  private static World lose(World world, @Nullable String revision) {
    return world.rs(revision).map(rs -> world.with(rs.pods(rs.pods(), 0))).orElse(world);
  }

  private static World unpause(World world) {
    Deployment d = world.deployment();
    return d.paused() ? world.respecified(d.paused(false)) : world;
  }
}
