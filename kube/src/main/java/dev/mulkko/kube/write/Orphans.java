package dev.mulkko.kube.write;

import dev.mulkko.api.v1beta1.DeploymentRecord;
import dev.mulkko.api.v1beta1.DeploymentRecordSpec;
import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.engine.model.Attempt;
import dev.mulkko.engine.plan.Closing;
import dev.mulkko.engine.plan.Closing.Outcome;
import dev.mulkko.engine.plan.Reason;
import dev.mulkko.engine.retention.Filed.Owner;
import dev.mulkko.kube.Request;
import dev.mulkko.kube.read.Filing;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;

/**
 * Records that nobody closes any more: their Rollout was deleted, finalizer and all, while the
 * attempt was under way, or its status was lost, and the next attempt began without it.
 */
public final class Orphans {

  /** Whoever deletes a Rollout in the usual way closes its record within this. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private static final Comparator<DeploymentRecord> BY_ATTEMPT =
      Comparator.comparingLong(record -> record.getSpec().attempt());

  private Orphans() {}

  /** Of each name the first: the sums of the next one go on from there. */
  public static List<DeploymentRecord> among(
      Collection<DeploymentRecord> records, Collection<Rollout> rollouts, Instant now) {
    Map<Owner, String> uids =
        rollouts.stream()
            .collect(Collectors.toMap(Filing::owner, rollout -> rollout.getMetadata().getUid()));
    Map<Owner, Long> latest =
        records.stream()
            .collect(
                Collectors.toMap(Filing::owner, record -> record.getSpec().attempt(), Math::max));
    return records.stream()
        .filter(record -> !Filing.isClosed(record))
        .filter(
            record ->
                !record.getSpec().rolloutUid().equals(uids.get(Filing.owner(record)))
                    || record.getSpec().attempt() < latest.getOrDefault(Filing.owner(record), 0L))
        .filter(record -> Filing.createdAt(record).plus(PATIENCE).isBefore(now))
        .collect(
            Collectors.groupingBy(
                Filing::owner, Collectors.reducing(BinaryOperator.minBy(BY_ATTEMPT))))
        .values()
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  /**
   * Closes one.
   *
   * @param all records of the Rollouts of this name
   */
  public static Request close(
      DeploymentRecord orphan, Collection<DeploymentRecord> all, Instant now) {
    DeploymentRecordSpec spec = orphan.getSpec();
    Duration since = Duration.between(spec.startedAt(), now);
    boolean goesOn =
        all.stream()
            .map(record -> record.getSpec())
            .anyMatch(
                other ->
                    other.attempt() > spec.attempt()
                        && other.rolloutUid().equals(spec.rolloutUid()));
    return Recording.close(
        orphan,
        all,
        new Closing(
            Attempt.by(null),
            List.of(),
            List.of(),
            Outcome.Aborted,
            (goesOn ? Reason.StatusContradicted : Reason.RolloutDeleted).name(),
            (goesOn
                    ? "the status of its Rollout was lost while %s was under way"
                    : "its Rollout was deleted while %s was under way")
                .formatted(spec.to().revision()),
            now,
            Duration.ZERO,
            since.isNegative() ? Duration.ZERO : since,
            Optional.empty(),
            Optional.empty()));
  }
}
