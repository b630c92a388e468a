package dev.mulkko.engine.exhaustive;

import dev.mulkko.engine.exhaustive.Setting.Budget;
import dev.mulkko.engine.model.Memory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One state of the cluster: all that somebody has written or knows. Two that are equal have the
 * same future.
 *
 * @param sets by revision
 * @param backends the revision Services with what their EndpointSlices say
 */
record World(
    Setting setting,
    Deployment deployment,
    List<Rs> sets,
    Service service,
    Map<String, Integer> backends,
    Route route,
    Rollout rollout,
    Pass pass,
    Budget budget) {

  World {
    sets = List.copyOf(sets);
    backends = Map.copyOf(backends);
  }

  World with(Deployment next) {
    return new World(setting, next, sets, service, backends, route, rollout, pass, budget);
  }

  /** A new generation: what was accepted before is one older. */
  World respecified(Deployment next) {
    return with(next.unobserved())
        .with(rollout.with(Clock.generationLater(rollout.memory())))
        .remembering(Clock::generationLater);
  }

  World with(Rs next) {
    List<Rs> all = new ArrayList<>(sets);
    all.removeIf(rs -> rs.revision().equals(next.revision()));
    all.add(next);
    return withSets(all);
  }

  World without(String revision) {
    return withSets(sets.stream().filter(rs -> !rs.revision().equals(revision)).toList());
  }

  /** Of all that counts without end, only the order is kept. */
  World withSets(List<Rs> all) {
    List<Integer> numbers =
        all.stream().map(Rs::number).filter(n -> n > 0).sorted().distinct().toList();
    List<Integer> births = all.stream().map(Rs::born).sorted().toList();
    List<Rs> next =
        all.stream()
            .map(rs -> rs.numbered(numbers.indexOf(rs.number()) + 1, births.indexOf(rs.born())))
            .sorted(Comparator.comparing(Rs::revision))
            .toList();
    return new World(setting, deployment, next, service, backends, route, rollout, pass, budget);
  }

  World with(Service next) {
    return new World(setting, deployment, sets, next, backends, route, rollout, pass, budget);
  }

  World withBackends(Map<String, Integer> next) {
    return new World(setting, deployment, sets, service, next, route, rollout, pass, budget);
  }

  World with(Route next) {
    return new World(setting, deployment, sets, service, backends, next, rollout, pass, budget);
  }

  World with(Rollout next) {
    return new World(setting, deployment, sets, service, backends, route, next, pass, budget);
  }

  World with(Pass next) {
    return new World(setting, deployment, sets, service, backends, route, rollout, next, budget);
  }

  World with(Budget next) {
    return new World(setting, deployment, sets, service, backends, route, rollout, pass, next);
  }

  /** What the operator is about to store, changed by what happens meanwhile. */
  World remembering(UnaryOperator<Memory> change) {
    return switch (pass) {
      case Pass.Idle _ -> this;
      case Pass.Writing(var action, var next, var conflict) ->
          with(new Pass.Writing(action, change.apply(next), conflict));
      case Pass.Storing(var next) -> with(new Pass.Storing(change.apply(next)));
    };
  }

  Memory memory() {
    return rollout.memory();
  }

  @Nullable String canary() {
    return memory().progress() == null ? null : memory().progress().canary();
  }

  Optional<Rs> rs(@Nullable String revision) {
    return sets.stream().filter(rs -> rs.revision().equals(revision)).findFirst();
  }

  Rs theRs(String revision) {
    return rs(revision).orElseThrow();
  }

  List<Rs> owned() {
    return sets.stream().filter(Rs::owned).toList();
  }

  int ready(@Nullable String revision) {
    return rs(revision).map(Rs::ready).orElse(0);
  }

  boolean attached() {
    return rollout.exists() && memory().stable() != null;
  }

  /** Whether somebody did what can only be repaired. */
  boolean disturbed() {
    return budget.harm() < setting.budget().harm();
  }

  /** The one with the traffic: until the swap it is stable, after it the canary. */
  Optional<Rs> carrier() {
    Optional<Rs> canary = rs(canary()).filter(Rs::owned);
    Optional<Rs> stable = rs(memory().stable());
    return canary.isPresent() && stable.filter(Rs::owned).isEmpty() ? canary : stable;
  }
}
