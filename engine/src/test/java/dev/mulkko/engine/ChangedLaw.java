package dev.mulkko.engine;

import dev.mulkko.engine.plan.Observation;
import dev.mulkko.engine.plan.Plan;
import dev.mulkko.engine.plan.Rule;
import dev.mulkko.engine.plan.RuleList;
import java.util.List;
import java.util.function.UnaryOperator;

/** The order law with other rules in one list. */
public record ChangedLaw(String list, UnaryOperator<List<Rule>> change) {

  public Plan plan(Observation seen) {
    return Planner.plan(seen, this::changed);
  }

  private RuleList changed(RuleList all) {
    return all.name().equals(list)
        ? new RuleList(all.name(), all.phase(), change.apply(all.rules()))
        : all;
  }
}
