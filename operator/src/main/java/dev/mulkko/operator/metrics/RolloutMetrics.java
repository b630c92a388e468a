package dev.mulkko.operator.metrics;

import dev.mulkko.kube.AnyLock;
import dev.mulkko.kube.lock.Standing;
import dev.mulkko.kube.read.Providers;
import dev.mulkko.operator.observe.Watched;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How each Rollout and each lock stands, from what is watched anyway: no request is made for it,
 * and the series of what is deleted are gone with it. Only the process that leads tells, so that a
 * sum over all of them counts each Rollout once.
 */
public final class RolloutMetrics implements MultiCollector {

  private final BooleanSupplier leads;
  private final Clock clock;
  private volatile @Nullable Watched watched;

  public RolloutMetrics(BooleanSupplier leads, Clock clock) {
    this.leads = leads;
    this.clock = clock;
  }

  /**
   * Has something to tell from now on.
   *
   * @param filled so that no Rollout is missing in the first scrape
   */
  public void follow(Watched filled) {
    watched = filled;
  }

  @Override
  public MetricSnapshots collect() {
    Watched filled = watched;
    if (filled == null || !leads.getAsBoolean()) {
      return MetricSnapshots.of();
    }
    Instant now = clock.instant();
    Providers providers = Providers.of(filled.providers());
    List<Moment> all =
        filled.allRollouts().stream()
            .flatMap(rollout -> Moment.of(rollout, providers, now).stream())
            .toList();
    List<MetricSnapshot> families = new ArrayList<>();
    families.add(info(all));
    RolloutGauge.ALL.stream().map(gauge -> gauge.of(all)).forEach(families::add);
    families.addAll(Gates.of(all));
    families.add(Compared.of(all));
    families.add(locks(filled.locks(), now));
    return new MetricSnapshots(families);
  }

  private static InfoSnapshot info(List<Moment> all) {
    InfoSnapshot.Builder family =
        InfoSnapshot.builder()
            .name("mulkko_rollout")
            .help("1 for each Rollout, with its strategy, its phase and the reason of that");
    all.forEach(
        moment -> family.dataPoint(InfoDataPointSnapshot.builder().labels(moment.info()).build()));
    return family.build();
  }

  private static GaugeSnapshot locks(List<AnyLock> locks, Instant now) {
    GaugeSnapshot.Builder family =
        GaugeSnapshot.builder()
            .name("mulkko_lock_active")
            .help("1 while a lock holds, 0 while it does not");
    for (AnyLock lock : locks) {
      Standing standing = Standing.of(lock.spec(), now);
      Labels labels =
          Labels.of(
              "kind", lock.ofCluster() ? "ClusterDeployLock" : "DeployLock",
              "namespace", Objects.requireNonNullElse(lock.metadata().getNamespace(), ""),
              "lock", lock.metadata().getName(),
              "mode", standing.mode().name());
      family.dataPoint(
          GaugeDataPointSnapshot.builder()
              .labels(labels)
              .value(standing.state().holds() ? 1 : 0)
              .build());
    }
    return family.build();
  }
}
