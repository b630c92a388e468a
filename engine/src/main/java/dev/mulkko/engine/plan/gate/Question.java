package dev.mulkko.engine.plan.gate;

/**
 * A query that is due.
 *
 * @param metric name of the metric in the spec
 * @param query ready to be sent, with every placeholder filled in
 */
public record Question(String metric, String query) {}
