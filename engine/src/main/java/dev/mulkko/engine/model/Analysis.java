package dev.mulkko.engine.model;

import java.time.Duration;
import java.util.List;

/**
 * What must hold, beside the health of the pods, before the next step.
 *
 * @param metrics each by its own name
 * @param holdFor how long a metric may give no number before somebody must decide
 * @param abortsWithoutData whether that is an abort; otherwise it is a pause
 */
public record Analysis(List<Metric> metrics, Duration holdFor, boolean abortsWithoutData) {

  public Analysis {
    metrics = List.copyOf(metrics);
  }

  /** The health of the pods alone decides. */
  public static Analysis none() {
    return new Analysis(List.of(), Duration.ofMinutes(10), false);
  }
}
