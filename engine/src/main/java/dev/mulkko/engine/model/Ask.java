package dev.mulkko.engine.model;

import java.util.Map;

/** What is asked for the number of a metric. */
public sealed interface Ask {

  /**
   * A query of a server.
   *
   * @param provider name of the server; empty for the one that is meant when nobody names one
   * @param text with placeholders
   * @param args what its placeholders {@code $(args.name)} stand for, by name
   * @param shared whether the text is the provider's own, for all Rollouts
   */
  record Query(String provider, String text, Map<String, String> args, boolean shared)
      implements Ask {

    public Query {
      args = Map.copyOf(args);
    }
  }

  /** How much of its limit a container of the canary uses: 1 is all of it; the median of pods. */
  record Share(Resource resource) implements Ask {}

  /**
   * Nothing can be asked as it is written.
   *
   * @param why with what to write, as the end of a sentence
   */
  record Nothing(String why) implements Ask {}

  /** Where somebody corrects what cannot be answered, for people. */
  default String place() {
    return switch (this) {
      case Query query when query.shared -> "spec.queries of MetricProvider " + query.provider;
      case Query _, Nothing _ -> "spec.analysis.metrics";
      case Share _ -> "spec.analysis.pods";
    };
  }

  /** What containers have limits of. */
  enum Resource {
    Memory,
    Cpu
  }
}
