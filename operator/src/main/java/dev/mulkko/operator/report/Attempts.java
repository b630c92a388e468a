package dev.mulkko.operator.report;

import dev.mulkko.engine.plan.Action;
import dev.mulkko.engine.plan.Action.CloseRecord;
import dev.mulkko.engine.plan.Closing;
import dev.mulkko.engine.plan.Closing.Outcome;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * How long attempts to deliver a version took, counted when their records are closed: the whole
 * time, and its two parts, of which one is nobody's fault but people's. Without the names of
 * Rollouts: the records have those.
 */
public final class Attempts {

  /** A quick rollback, a canary of minutes, one of a day, one that waited for a week. */
  private static final double[] LONG = {
    10, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200, 14_400, 43_200, 86_400, 604_800
  };

  /** A gateway that was told takes some tenths of a second; rolling pods back takes minutes. */
  private static final double[] SHORT = {0.1, 0.25, 0.5, 1, 2, 3, 5, 10, 20, 30, 60, 120, 300, 600};

  private final Histogram whole;
  private final Histogram progression;
  private final Histogram waiting;
  private final Histogram rollback;

  /** Counts on a page. */
  public Attempts(PrometheusRegistry page) {
    whole = of(page, "mulkko_attempt_seconds", "Seconds that an attempt took, by how it ended");
    progression =
        of(
            page,
            "mulkko_attempt_progression_seconds",
            "Seconds of an attempt in which it went on, by how it ended");
    waiting =
        of(
            page,
            "mulkko_attempt_waiting_seconds",
            "Seconds of an attempt in which it waited for people, pauses and locks, by how it ended");
    rollback =
        Histogram.builder()
            .name("mulkko_rollback_seconds")
            .help("Seconds from the decision to take a version out until the traffic was back")
            .classicOnly()
            .classicUpperBounds(SHORT)
            .withoutExemplars()
            .register(page);
  }

  private static Histogram of(PrometheusRegistry page, String name, String help) {
    Histogram histogram =
        Histogram.builder()
            .name(name)
            .help(help)
            .labelNames("outcome")
            .classicOnly()
            .classicUpperBounds(LONG)
            .withoutExemplars()
            .register(page);
    Stream.of(Outcome.values()).forEach(outcome -> histogram.initLabelValues(outcome.name()));
    return histogram;
  }

  /** Something was written. */
  void did(Action action) {
    if (action instanceof CloseRecord(Closing closing)) {
      String outcome = closing.outcome().name();
      whole.labelValues(outcome).observe(seconds(closing.waited().plus(closing.progressed())));
      progression.labelValues(outcome).observe(seconds(closing.progressed()));
      waiting.labelValues(outcome).observe(seconds(closing.waited()));
      closing.restore().map(Attempts::seconds).ifPresent(rollback::observe);
    }
  }

  private static double seconds(Duration length) {
    return length.toMillis() / 1000.0;
  }
}
