package dev.mulkko.engine.model;

import java.time.Instant;

/**
 * The answer to a question.
 *
 * @param metric name of the metric in the spec
 * @param wording what was asked, so that an edited query does not get an old answer
 * @param at when it was asked
 */
public record Sample(String metric, Wording wording, Instant at, Reading reading) {

  /** Of the usual server. */
  public Sample(String metric, String query, Instant at, Reading reading) {
    this(metric, new Wording.Promql("", query, null), at, reading);
  }
}
