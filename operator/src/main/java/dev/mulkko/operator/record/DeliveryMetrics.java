package dev.mulkko.operator.record;

import dev.mulkko.api.v1beta1.DeploymentTotals;
import dev.mulkko.engine.plan.Closing.Outcome;
import dev.mulkko.kube.read.Filing;
import dev.mulkko.kube.write.Totals;
import dev.mulkko.operator.observe.Deliveries;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * DORA's figures, read from the records at each scrape: nothing is counted here, so nothing is
 * counted twice, and nothing is lost with this process.
 */
public final class DeliveryMetrics implements MultiCollector {

  private volatile @Nullable Deliveries watched;

  /**
   * Has something to tell from now on.
   *
   * @param filled so that no figure begins with less than there is
   */
  public void follow(Deliveries filled) {
    watched = filled;
  }

  @Override
  public MetricSnapshots collect() {
    Deliveries filled = watched;
    return filled == null
        ? MetricSnapshots.of()
        : filled
            .allRecords()
            .map(records -> of(Delivery.of(records, filled.allRollouts())))
            .orElseGet(MetricSnapshots::of);
  }

  private static MetricSnapshots of(List<Delivery> all) {
    CounterSnapshot.Builder deployments =
        CounterSnapshot.builder()
            .name("mulkko_deployments")
            .help("Attempts to deliver a version that are over, by how they ended");
    CounterSnapshot.Builder failures =
        CounterSnapshot.builder()
            .name("mulkko_change_failures")
            .help("Versions that were taken out: attempts that were RolledBack or Undone");
    HistogramSnapshot.Builder lead =
        HistogramSnapshot.builder()
            .name("mulkko_lead_time_seconds")
            .help("Seconds from the build of a version to its promotion");
    HistogramSnapshot.Builder restore =
        HistogramSnapshot.builder()
            .name("mulkko_restore_time_seconds")
            .help("Seconds from the decision to take a version out until the traffic was back");
    for (Delivery one : all) {
      Points points = new Points(one);
      DeploymentTotals totals = one.totals();
      for (Outcome outcome : Outcome.values()) {
        deployments.dataPoint(points.outcome(outcome, count(totals, outcome)));
      }
      failures.dataPoint(points.count(totals.rolledBack() + totals.undone(), Filing::isFailure));
      lead.dataPoint(
          points.durations(
              totals.leadTime(),
              Totals.LEAD_TIME,
              record -> Optional.ofNullable(record.getStatus().leadSeconds())));
      restore.dataPoint(
          points.durations(
              totals.restoreTime(),
              Totals.RESTORE_TIME,
              record -> Optional.ofNullable(record.getStatus().restoreSeconds())));
    }
    return MetricSnapshots.of(deployments.build(), failures.build(), lead.build(), restore.build());
  }

  private static long count(DeploymentTotals totals, Outcome outcome) {
    return switch (outcome) {
      case Promoted -> totals.promoted();
      case RolledBack -> totals.rolledBack();
      case Aborted -> totals.aborted();
      case Superseded -> totals.superseded();
      case Undone -> totals.undone();
    };
  }
}
