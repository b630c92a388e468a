package dev.mulkko.engine.plan.gate;

import dev.mulkko.engine.model.Wording;

/**
 * A metric that is due.
 *
 * @param metric name of the metric in the spec
 */
public record Question(String metric, Wording wording) {}
