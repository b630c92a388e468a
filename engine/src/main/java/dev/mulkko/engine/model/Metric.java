package dev.mulkko.engine.model;

import java.time.Duration;

/**
 * A number that must stay within limits.
 *
 * @param interval between two results
 * @param failureLimit how many results of one step may miss the limit
 * @param initialDelay from the start of a step to its first result
 * @param count how many results must pass in each step, at least 1
 */
public record Metric(
    String name,
    Ask ask,
    Limit limit,
    Duration interval,
    int failureLimit,
    Duration initialDelay,
    int count) {}
