package dev.mulkko.engine;

import dev.mulkko.engine.plan.Observation;
import dev.mulkko.engine.plan.Plan;
import dev.mulkko.engine.plan.RuleList;

/** The order law with one rule taken out of one list. */
public record LawWithout(String list, String rule) {

  public Plan plan(Observation seen) {
    return Planner.plan(seen, this::without);
  }

  private RuleList without(RuleList all) {
    return all.name().equals(list)
        ? new RuleList(
            all.name(),
            all.phase(),
            all.rules().stream().filter(r -> !r.name().equals(rule)).toList())
        : all;
  }
}
