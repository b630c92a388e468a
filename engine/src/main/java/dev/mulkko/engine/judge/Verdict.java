package dev.mulkko.engine.judge;

import java.util.Optional;
import java.util.OptionalDouble;

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
  record Undecided(Optional<Guard> guard, boolean mayPass, Outlook outlook) implements Verdict {
    @Override
    public String sentence() {
      return guard.map(Guard::sentence).orElseGet(outlook::sentence);
    }
  }

  /**
   * What is still to come.
   *
   * @param requests of the canary in this step
   * @param healthy seconds until health is proven at this traffic; empty when it never will be
   * @param words what is judged
   * @param times how much worse a canary is in the example
   * @param worse seconds until that would show
   * @param clump how many failures come together
   */
  record Outlook(
      double requests,
      OptionalDouble healthy,
      String words,
      int times,
      OptionalDouble worse,
      double clump) {

    /** When more than so many failures come together, each of them says next to nothing. */
    private static final double TOO_CLUMPED = 20;

    String sentence() {
      return "%s canary requests so far".formatted(Figures.whole(requests))
          + (healthy.isPresent()
              ? ", about %s s more at this traffic to prove health"
                  .formatted(Figures.whole(Math.ceil(healthy.getAsDouble())))
              : ", this traffic cannot prove health: the step takes its time")
          + (worse.isPresent()
              ? "; %s %dx as high would show within %s s"
                  .formatted(words, times, Figures.whole(Math.ceil(worse.getAsDouble())))
              : "")
          + (clump > TOO_CLUMPED
              ? "; failures too clumped for fast verdicts: about %s come at a time"
                  .formatted(Figures.whole(clump))
              : "");
    }
  }
}
