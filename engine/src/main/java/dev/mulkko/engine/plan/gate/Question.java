package dev.mulkko.engine.plan.gate;

import dev.mulkko.engine.model.Wording;

/**
 * A metric that is due.
 *
 * @param metric name of the metric in the spec
 */
public record Question(String metric, Wording wording) {

  /** A query of the usual server. */
  public Question(String metric, String query) {
    this(metric, new Wording.Promql("", query, null));
  }
}
