package dev.mulkko.engine.judge;

import java.time.Duration;
import java.util.List;

/** Why nothing can be said. A guard never promotes, and never rolls back by itself. */
public sealed interface Guard {

  String sentence();

  /**
   * Nothing was counted that could be compared.
   *
   * @param what is missing, as the beginning of a sentence
   */
  record NoData(String what) implements Guard {
    @Override
    public String sentence() {
      return what + ": no data is neither health nor sickness";
    }
  }

  /**
   * Ready targets do not answer.
   *
   * @param targets their names
   */
  record TelemetryLost(List<String> targets, Duration patience) implements Guard {
    @Override
    public String sentence() {
      return "no counters from %s for more than %s s although %s ready"
          .formatted(
              String.join(", ", targets),
              Figures.number(patience.toMillis() / 1e3),
              targets.size() == 1 ? "it is" : "they are");
    }
  }

  /**
   * The canary is healthy so far, and has just started.
   *
   * @param proven what is proven
   */
  record Cold(String proven) implements Guard {
    @Override
    public String sentence() {
      return "%s; how long requests take counts from %d s after the start of the pods"
          .formatted(proven, Trial.COLD.toSeconds());
    }
  }

  /** The canary gets far fewer requests than it should. */
  record CanaryStarved(double canary, double all, double share) implements Guard {
    @Override
    public String sentence() {
      return "the canary got %s of %s requests in the last %d s, %s where %s is planned"
          .formatted(
              Figures.whole(canary),
              Figures.whole(all),
              Window.LENGTH.toSeconds(),
              Figures.percent(canary / all),
              Figures.percent(share));
    }
  }

  /** Stable is in trouble too. */
  record SharedTrouble(String words, Tally canary, Tally stable, double before) implements Guard {
    @Override
    public String sentence() {
      return "%s: %s %s of the canary and %s of stable, which had %s before; it is not blamed on the canary"
          .formatted(
              canary.rate() > 2 * before ? "both versions are in trouble" : "stable is in trouble",
              words,
              Figures.percent(canary.rate()),
              Figures.percent(stable.rate()),
              Figures.percent(before));
    }
  }
}
