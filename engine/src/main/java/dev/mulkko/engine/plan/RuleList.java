package dev.mulkko.engine.plan;

import dev.mulkko.engine.plan.Plan.Phase;
import java.util.List;

/**
 * A part of a rollout's life: its rules in the order in which they are asked; the first that has
 * something to say decides. The last one always decides.
 *
 * @param phase what people read while this list is followed, unless a rule says otherwise
 */
public record RuleList(String name, Phase phase, List<Rule> rules) {
  public RuleList {
    rules = List.copyOf(rules);
  }
}
