package dev.mulkko.engine.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What must hold, beside the health of the pods, before the next step.
 *
 * @param metrics each by its own name
 * @param holdFor how long a metric may give no number before somebody must decide
 * @param abortsWithoutData whether that is an abort; otherwise it is a pause
 * @param comparison of the requests of both versions; empty for none
 * @param postWatch how long the old pods stay after the promotion, at least
 * @param pods what the canary's pods may do
 */
public record Analysis(
    List<Metric> metrics,
    Duration holdFor,
    boolean abortsWithoutData,
    Optional<Comparison> comparison,
    Duration postWatch,
    PodLimits pods) {

  /**
   * How often containers of the canary may end, all its pods together.
   *
   * @param restarts that are still harmless; null for as many as the kubelet allows without backing
   *     off
   * @param outOfMemory kills for want of memory that are still harmless
   */
  public record PodLimits(@Nullable Integer restarts, int outOfMemory) {

    public static final PodLimits DEFAULT = new PodLimits(null, 0);
  }

  public Analysis {
    metrics = List.copyOf(metrics);
  }

  public Analysis(List<Metric> metrics, Duration holdFor, boolean abortsWithoutData) {
    this(metrics, holdFor, abortsWithoutData, Optional.empty(), Duration.ZERO, PodLimits.DEFAULT);
  }

  /** The same, with both versions compared. */
  public Analysis comparing(Comparison both) {
    return new Analysis(metrics, holdFor, abortsWithoutData, Optional.of(both), postWatch, pods);
  }

  /** Whether anything decides beside the health of the pods. */
  public boolean decides() {
    return !metrics.isEmpty() || comparison.isPresent();
  }

  /** The health of the pods alone decides. */
  public static Analysis none() {
    return new Analysis(List.of(), Duration.ofMinutes(10), false);
  }
}
