package dev.mulkko.e2e.observer.invariant;

import dev.mulkko.e2e.observer.world.World;
import java.util.stream.Stream;

/** Something that must be true at every revision, whoever made it. */
public interface Invariant {

  /** As the table of invariants has it. */
  String name();

  /** The rule, in words. */
  String sentence();

  /**
   * What breaks the rule, as sentences.
   *
   * @param before one revision earlier
   */
  Stream<String> broken(World before, World now);

  /** What breaks it when nothing more will happen. */
  default Stream<String> brokenAtEnd(World end) {
    return Stream.empty();
  }
}
