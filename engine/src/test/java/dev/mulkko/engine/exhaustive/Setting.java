package dev.mulkko.engine.exhaustive;

import dev.mulkko.engine.model.Spec;
import java.util.List;

/**
 * What stays as it is from the first state to the last.
 *
 * @param policies whether the admission policies are installed
 * @param holdsAtRest how the operator is told to hold the Deployment at rest
 * @param replicas of the Deployment at first
 * @param budget how much may happen that nobody has to do
 * @param acts what people and their tools may do
 */
record Setting(
    String name,
    Spec spec,
    boolean policies,
    boolean holdsAtRest,
    int replicas,
    Budget budget,
    List<Act> acts) {

  Setting {
    acts = List.copyOf(acts);
  }

  /**
   * How much is left of what nobody has to do.
   *
   * @param acts of people, within their rights
   * @param faults of the operator: deaths, writes that fail
   * @param harm by others, and of pods, that can only be repaired
   */
  record Budget(int acts, int faults, int harm) {}
}
