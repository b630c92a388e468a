package dev.mulkko.engine.model;

import java.time.Instant;

/**
 * The answer to a question.
 *
 * @param metric name of the metric in the spec
 * @param query the text that was sent, so that an edited query does not get an old answer
 * @param at when it was asked
 */
public record Sample(String metric, String query, Instant at, Reading reading) {}
