package dev.mulkko.kube;

import dev.mulkko.api.v1beta1.AbortRecord;
import dev.mulkko.api.v1beta1.RefusedRevision;
import dev.mulkko.api.v1beta1.RolloutProgress;
import dev.mulkko.api.v1beta1.RolloutStatus;
import dev.mulkko.api.v1beta1.Verified;
import dev.mulkko.engine.model.Memory;
import dev.mulkko.engine.model.Progress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Status to memory and back: only the facts, never what was written for people. */
public final class StatusFacts {

  private StatusFacts() {}

  public static Memory read(@Nullable RolloutStatus status) {
    if (status == null) {
      return Memory.empty();
    }
    return new Memory(
        status.workloadUid(),
        status.stable(),
        Optional.ofNullable(status.acceptedGeneration()).orElse(0L),
        progress(status),
        status.refused().stream()
            .map(r -> new Memory.Refused(r.revision(), r.reason(), r.message(), r.at()))
            .toList());
  }

  private static @Nullable Progress progress(RolloutStatus status) {
    RolloutProgress rollout = status.rollout();
    String canary = status.canary();
    if (rollout == null || canary == null) {
      return null;
    }
    Instant entered = rollout.stepEnteredAt();
    Verified verified = rollout.verified();
    AbortRecord abort = rollout.abort();
    return new Progress(
        canary,
        rollout.startedAt(),
        rollout.stepIndex(),
        entered == null ? rollout.startedAt() : entered,
        rollout.stepStartedAt(),
        verified == null ? null : new Progress.Verified(verified.what(), verified.since()),
        rollout.promotedAt(),
        abort == null ? null : new Progress.Abort(abort.reason(), abort.message(), abort.at()),
        rollout.changedBy());
  }

  /** The part of the status that is read back. */
  public static @Nullable RolloutProgress write(@Nullable Progress progress) {
    if (progress == null) {
      return null;
    }
    Progress.Verified verified = progress.verified();
    Progress.Abort abort = progress.abort();
    return new RolloutProgress(
        progress.startedAt(),
        progress.step(),
        progress.stepEnteredAt(),
        progress.stepStartedAt(),
        verified == null ? null : new Verified(verified.what(), verified.since()),
        progress.promotedAt(),
        abort == null
            ? null
            : new AbortRecord(abort.reason(), Sentences.capped(abort.message()), abort.at()),
        progress.changedBy(),
        null);
  }

  public static List<RefusedRevision> write(List<Memory.Refused> refused) {
    return refused.stream()
        .map(
            r ->
                new RefusedRevision(
                    r.revision(), r.reason(), Sentences.capped(r.message()), r.at()))
        .toList();
  }
}
