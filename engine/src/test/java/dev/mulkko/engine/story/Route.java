package dev.mulkko.engine.story;

import dev.mulkko.engine.plan.Observation;
import dev.mulkko.engine.plan.Observation.Shape;
import java.util.Optional;
import java.util.Set;

/** The user's route, as written and as its gateway says. */
final class Route {
  Shape shape = new Shape.Home();
  int generation = 1;
  int verifiedGeneration = 1;

  /** Whether all that it names exists. */
  boolean resolved = true;

  int weightOf(String revision) {
    return shape instanceof Shape.Split(var weights) ? weights.getOrDefault(revision, 0) : 0;
  }

  boolean names(String revision) {
    return shape instanceof Shape.Split(var weights) && weights.containsKey(revision);
  }

  Set<String> revisions() {
    return shape instanceof Shape.Split(var weights) ? weights.keySet() : Set.of();
  }

  boolean isHome() {
    return shape instanceof Shape.Home;
  }

  boolean verified() {
    return resolved && verifiedGeneration == generation;
  }

  Observation.Route seen() {
    return new Observation.Route(
        shape,
        verified()
            ? Optional.empty()
            : Optional.of(
                resolved
                    ? "generation " + generation + " is not accepted yet"
                    : "it names a Service that does not exist"));
  }
}
