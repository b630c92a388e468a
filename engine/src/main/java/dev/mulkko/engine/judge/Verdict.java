package dev.mulkko.engine.judge;

import java.util.Optional;

/** What the evidence says, and the sentence that says it to people. */
public sealed interface Verdict {

  String sentence();

  /**
   * The canary is worse than stable.
   *
   * @param measure that weighs most
   * @param evidence milli-nats against "no worse", of all measures together
   */
  record Worse(String measure, long evidence, String sentence) implements Verdict {}

  /** The canary is proven to be healthy at this weight: the step may end early. */
  record Healthy(String sentence) implements Verdict {}

  /**
   * Neither.
   *
   * @param guard why nothing can be said for now; empty when more requests will tell
   * @param mayPass whether a step whose time is over may be passed all the same
   */
  record Undecided(Optional<Guard> guard, boolean mayPass, String sentence) implements Verdict {}
}
