package dev.mulkko.engine;

import dev.mulkko.engine.plan.Observation;
import dev.mulkko.engine.plan.Plan;

/** The order law with one rule taken out of one list. */
public record LawWithout(String list, String rule) {

  public Plan plan(Observation seen) {
    return new ChangedLaw(
            list, rules -> rules.stream().filter(r -> !r.name().equals(rule)).toList())
        .plan(seen);
  }
}
