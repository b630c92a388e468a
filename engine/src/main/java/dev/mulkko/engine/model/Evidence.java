package dev.mulkko.engine.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a metric said in the present step.
 *
 * @param passed results that passed
 * @param failed results that missed the limit
 * @param value the last number, or why there was none
 * @param at when the last result was asked for
 * @param silentSince since when there was no number; null when the last result was one
 */
public record Evidence(
    String metric,
    int passed,
    int failed,
    Outcome outcome,
    String value,
    Instant at,
    @Nullable Instant silentSince) {

  public Evidence silentSince(@Nullable Instant since) {
    return new Evidence(metric, passed, failed, outcome, value, at, since);
  }

  /** The last result in one word. */
  public enum Outcome {
    Passed,
    Failed,
    NoData,
    NoAnswer,
    Broken
  }
}
