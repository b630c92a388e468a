package dev.mulkko.operator.josdk;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.api.reconciler.RetryInfo;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** How the framework fares: how long passes take, how many fail, how many wait for their turn. */
final class Reconciliations implements Metrics {

  private static final double[] BOUNDS = {
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10
  };

  private static final double NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Histogram took;
  private final Gauge queue;
  private final Gauge active;

  Reconciliations(PrometheusRegistry page) {
    took =
        Histogram.builder()
            .name("mulkko_reconcile_seconds")
            .help("Seconds that a look at a Rollout took, by whether it failed")
            .labelNames("result")
            .classicOnly()
            .classicUpperBounds(BOUNDS)
            .withoutExemplars()
            .register(page);
    took.initLabelValues("done");
    took.initLabelValues("failed");
    queue =
        Gauge.builder()
            .name("mulkko_reconcile_queue")
            .help("Rollouts that wait for a worker to look at them")
            .withoutExemplars()
            .register(page);
    active =
        Gauge.builder()
            .name("mulkko_reconcile_active")
            .help("Rollouts that are looked at at the moment")
            .withoutExemplars()
            .register(page);
  }

  @Override
  public void reconciliationSubmitted(
      HasMetadata resource, @Nullable RetryInfo retry, Map<String, Object> metadata) {
    queue.inc();
  }

  @Override
  public void reconciliationStarted(HasMetadata resource, Map<String, Object> metadata) {
    queue.dec();
    active.inc();
  }

  @Override
  public void reconciliationFinished(
      HasMetadata resource, @Nullable RetryInfo retry, Map<String, Object> metadata) {
    active.dec();
  }

  @Override
  public <T> T timeControllerExecution(ControllerExecution<T> execution) throws Exception {
    long from = System.nanoTime();
    String result = "failed";
    try {
      T done = execution.execute();
      result = "done";
      return done;
    } finally {
      took.labelValues(result).observe((System.nanoTime() - from) / NANOS);
    }
  }
}
