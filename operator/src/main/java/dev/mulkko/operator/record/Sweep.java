package dev.mulkko.operator.record;

import dev.mulkko.api.v1beta1.DeploymentRecord;
import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.engine.plan.Reason;
import dev.mulkko.engine.retention.Filed;
import dev.mulkko.engine.retention.Retention;
import dev.mulkko.kube.Request;
import dev.mulkko.kube.Request.Kind;
import dev.mulkko.kube.Request.Target;
import dev.mulkko.kube.read.Filing;
import dev.mulkko.kube.write.Orphans;
import dev.mulkko.operator.apply.ClusterWriter;
import dev.mulkko.operator.apply.ClusterWriter.Outcome;
import dev.mulkko.operator.observe.Deliveries;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One look at all records: those that nobody closes any more are closed, those that are over their
 * limits removed, so many at once that the server does not mind. The next look finds the rest.
 */
public final class Sweep {

  private static final Logger LOG = LoggerFactory.getLogger("mulkko");

  /** So many requests of each sort at most. */
  static final int LIMIT = 100;

  /** Of this one record, whatever the server says of others. */
  private static final Set<Integer> REFUSED = Set.of(HttpURLConnection.HTTP_FORBIDDEN, 422);

  private final Deliveries deliveries;
  private final ClusterWriter writer;
  private final Retention retention;
  private final Clock clock;

  public Sweep(Deliveries deliveries, ClusterWriter writer, Retention retention, Clock clock) {
    this.deliveries = deliveries;
    this.writer = writer;
    this.retention = retention;
    this.clock = clock;
  }

  /**
   * Sweeps.
   *
   * @throws KubernetesClientException when the server did not answer, or has too much to do
   */
  public void run() {
    deliveries
        .allRecords()
        .ifPresent(
            records -> {
              Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
              List<Rollout> rollouts = deliveries.allRollouts();
              closeOrphans(records, rollouts, now);
              remove(records, rollouts, now);
            });
  }

  private void closeOrphans(List<DeploymentRecord> records, List<Rollout> rollouts, Instant now) {
    Orphans.among(records, rollouts, now).stream()
        .limit(LIMIT)
        .filter(orphan -> written(orphan, Orphans.close(orphan, file(orphan, records), now)))
        .forEach(Sweep::tellClosed);
  }

  private static List<DeploymentRecord> file(DeploymentRecord one, List<DeploymentRecord> all) {
    return all.stream().filter(other -> Filing.owner(other).equals(Filing.owner(one))).toList();
  }

  private static void tellClosed(DeploymentRecord orphan) {
    LOG.atInfo()
        .addKeyValue("namespace", orphan.getMetadata().getNamespace())
        .addKeyValue("rollout", orphan.getSpec().rollout())
        .addKeyValue("revision", orphan.getSpec().to().revision())
        .addKeyValue("reason", Reason.RolloutDeleted)
        .addKeyValue("correlationId", orphan.getSpec().correlationId())
        .log("record {} is closed: its Rollout is gone", orphan.getSpec().attempt());
  }

  private void remove(List<DeploymentRecord> records, List<Rollout> rollouts, Instant now) {
    Map<Filed, DeploymentRecord> filed =
        records.stream().collect(Collectors.toMap(Filing::read, Function.identity()));
    List<DeploymentRecord> over =
        retention
            .over(
                filed.keySet(),
                rollouts.stream().map(Filing::owner).collect(Collectors.toSet()),
                now)
            .stream()
            .map(filed::get)
            .toList();
    long removed =
        over.stream().limit(LIMIT).filter(record -> written(record, delete(record))).count();
    if (!over.isEmpty()) {
      LOG.info("{} of {} records that are over their limits are removed", removed, over.size());
    }
  }

  private static Request delete(DeploymentRecord record) {
    return new Request.Delete(
        new Target(
            Kind.DeploymentRecord,
            record.getMetadata().getNamespace(),
            record.getMetadata().getName()),
        record.getMetadata().getUid(),
        record.getMetadata().getResourceVersion());
  }

  /** One that the server refuses keeps none of the others. */
  private boolean written(DeploymentRecord record, Request request) {
    try {
      return writer.send(request) == Outcome.Written;
    } catch (KubernetesClientException e) {
      if (!REFUSED.contains(e.getCode())) {
        throw e;
      }
      LOG.atWarn()
          .addKeyValue("namespace", record.getMetadata().getNamespace())
          .addKeyValue("rollout", record.getSpec().rollout())
          .addKeyValue("correlationId", record.getSpec().correlationId())
          .setCause(e)
          .log("record {} stays as it is", record.getSpec().attempt());
      return false;
    }
  }
}
