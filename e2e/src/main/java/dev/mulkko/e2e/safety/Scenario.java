package dev.mulkko.e2e.safety;

import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * What people and pods do; it comes to an end that is known.
 *
 * @param name as {@code SCENARIO=} chooses it
 * @param sample the folder of samples with the shop
 * @param spec of the Rollout, as YAML
 * @param begins whether the Rollout itself is created in the story
 * @param end whether nothing is left to do
 */
record Scenario(
    String name,
    String sample,
    String spec,
    boolean begins,
    Consumer<Drill> story,
    Predicate<Drill> end) {

  Scenario(String name, String spec, Consumer<Drill> story, Predicate<Drill> end) {
    this(name, "canary-httproute", spec, false, story, end);
  }

  Scenario of(String otherSample) {
    return new Scenario(name, otherSample, spec, begins, story, end);
  }

  Scenario beginning() {
    return new Scenario(name, sample, spec, true, story, end);
  }

  @Override
  public String toString() {
    return name;
  }
}
