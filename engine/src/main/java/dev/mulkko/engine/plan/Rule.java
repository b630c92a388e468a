package dev.mulkko.engine.plan;

import java.util.Optional;
import java.util.function.Function;

/**
 * One line of the order law.
 *
 * @param name what it protects or brings about, as {@code explain} prints it
 * @param ask empty when the rule has nothing to say and the next one is asked
 */
public record Rule(String name, Function<Scene, Optional<Decision>> ask) {

  public static Rule rule(String name, Function<Scene, Optional<Decision>> ask) {
    return new Rule(name, ask);
  }
}
