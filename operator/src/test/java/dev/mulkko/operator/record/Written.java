package dev.mulkko.operator.record;

import dev.mulkko.api.v1beta1.DeploymentRecord;
import dev.mulkko.api.v1beta1.DeploymentRecordSpec;
import dev.mulkko.api.v1beta1.DeploymentRecordStatus;
import dev.mulkko.api.v1beta1.DeploymentTotals;
import dev.mulkko.api.v1beta1.DurationTotals;
import dev.mulkko.api.v1beta1.RecordedVersion;
import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.operator.observe.Deliveries;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Records as they are written. */
final class Written {

  static final Instant AT = Instant.parse("2026-11-24T08:30:00Z");

  private Written() {}

  static Deliveries deliveries(List<DeploymentRecord> records, Rollout... rollouts) {
    return new Deliveries() {
      @Override
      public Optional<List<DeploymentRecord>> allRecords() {
        return Optional.of(records);
      }

      @Override
      public List<Rollout> allRollouts() {
        return List.of(rollouts);
      }
    };
  }

  static Rollout rollout(String namespace, String name) {
    Rollout rollout = new Rollout();
    rollout.setMetadata(
        new ObjectMetaBuilder().withNamespace(namespace).withName(name).withUid("uid").build());
    return rollout;
  }

  static DeploymentRecord open(String namespace, String rollout, String uid, long attempt) {
    return open(namespace, rollout, uid, attempt, "build-" + attempt);
  }

  static DeploymentRecord open(
      String namespace, String rollout, String uid, long attempt, String correlationId) {
    DeploymentRecord record = new DeploymentRecord();
    record.setMetadata(
        new ObjectMetaBuilder().withNamespace(namespace).withName(rollout + "-" + attempt).build());
    RecordedVersion version = new RecordedVersion("6f4c", null, null, null, null, List.of());
    record.setSpec(
        new DeploymentRecordSpec(
            rollout,
            uid,
            "web",
            attempt,
            "Canary",
            AT,
            version,
            version,
            false,
            null,
            null,
            correlationId));
    return record;
  }

  static DeploymentRecord closed(
      DeploymentRecord open, String outcome, Instant endedAt, DeploymentTotals totals) {
    return closed(open, outcome, endedAt, null, null, totals);
  }

  static DeploymentRecord closed(
      DeploymentRecord open,
      String outcome,
      Instant endedAt,
      @Nullable Long lead,
      @Nullable Long restore,
      DeploymentTotals totals) {
    open.setStatus(
        new DeploymentRecordStatus(
            outcome,
            outcome,
            "a sentence",
            endedAt,
            1L,
            0L,
            lead,
            restore,
            List.of(),
            List.of(),
            List.of(),
            null,
            totals));
    return open;
  }

  static DeploymentTotals promoted(long times) {
    return new DeploymentTotals(times, 0, 0, 0, 0, null, null);
  }

  static DurationTotals durations(long count, long seconds, Long... within) {
    return new DurationTotals(count, seconds, List.of(within));
  }
}
