package dev.mulkko.kube.read;

import dev.mulkko.api.v1beta1.DeploymentRecord;
import dev.mulkko.api.v1beta1.DeploymentRecordStatus;
import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.engine.plan.Closing.Outcome;
import dev.mulkko.engine.retention.Filed;
import dev.mulkko.engine.retention.Filed.End;
import dev.mulkko.engine.retention.Filed.Owner;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Records, as far as it matters whose they are and how long they are kept. */
public final class Filing {

  private static final Set<String> FAILURES =
      Set.of(Outcome.RolledBack.name(), Outcome.Undone.name());

  private Filing() {}

  public static Filed read(DeploymentRecord record) {
    return new Filed(
        owner(record), record.getSpec().attempt(), record.getMetadata().getName(), end(record));
  }

  /** All Rollouts of a name are one owner: the sums go on from one to the next. */
  public static Owner owner(DeploymentRecord record) {
    return new Owner(record.getMetadata().getNamespace(), record.getSpec().rollout());
  }

  public static Owner owner(Rollout rollout) {
    return new Owner(rollout.getMetadata().getNamespace(), rollout.getMetadata().getName());
  }

  public static boolean isClosed(DeploymentRecord record) {
    return record.getStatus() != null && record.getStatus().outcome() != null;
  }

  /** Whether its version was taken out for what it did. */
  public static boolean isFailure(DeploymentRecord record) {
    return isClosed(record) && FAILURES.contains(record.getStatus().outcome());
  }

  private static Optional<End> end(DeploymentRecord record) {
    return isClosed(record)
        ? Optional.of(new End(isFailure(record), endedAt(record)))
        : Optional.empty();
  }

  /** The schema does not ask for it. */
  private static Instant endedAt(DeploymentRecord record) {
    DeploymentRecordStatus status = record.getStatus();
    return status.endedAt() == null ? createdAt(record) : status.endedAt();
  }

  /** As the API server wrote it. */
  public static Instant createdAt(HasMetadata object) {
    return Instant.parse(object.getMetadata().getCreationTimestamp());
  }
}
