package dev.mulkko.engine.story;

import dev.mulkko.engine.plan.Observation;
import dev.mulkko.engine.plan.Plan;

/** What decides: the planner, or the planner with a rule taken out. */
public interface Law {
  Plan plan(Observation seen);
}
