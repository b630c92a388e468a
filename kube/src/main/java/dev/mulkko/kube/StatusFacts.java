package dev.mulkko.kube;

import dev.mulkko.api.v1beta1.AbortRecord;
import dev.mulkko.api.v1beta1.ActedRecord;
import dev.mulkko.api.v1beta1.ApprovalRecord;
import dev.mulkko.api.v1beta1.MetricRecord;
import dev.mulkko.api.v1beta1.PauseRecord;
import dev.mulkko.api.v1beta1.ProbeRecord;
import dev.mulkko.api.v1beta1.RecordedBy;
import dev.mulkko.api.v1beta1.RefusedRevision;
import dev.mulkko.api.v1beta1.RequestRecord;
import dev.mulkko.api.v1beta1.RolloutProgress;
import dev.mulkko.api.v1beta1.RolloutStatus;
import dev.mulkko.api.v1beta1.StepRecord;
import dev.mulkko.api.v1beta1.UnlockRecord;
import dev.mulkko.api.v1beta1.Verified;
import dev.mulkko.engine.judge.Kept;
import dev.mulkko.engine.model.Attempt;
import dev.mulkko.engine.model.Attempt.Approved;
import dev.mulkko.engine.model.Attempt.By;
import dev.mulkko.engine.model.Attempt.Passed;
import dev.mulkko.engine.model.Attempt.Unlocked;
import dev.mulkko.engine.model.Counted;
import dev.mulkko.engine.model.Evidence;
import dev.mulkko.engine.model.Evidence.Outcome;
import dev.mulkko.engine.model.Memory;
import dev.mulkko.engine.model.Memory.Acted;
import dev.mulkko.engine.model.Progress;
import dev.mulkko.engine.model.Progress.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Status to memory and back: only the facts, never what was written for people. */
public final class StatusFacts {

  /** Bytes of a number, or of why there was none: ten metrics say it side by side. */
  private static final int VALUE = 32;

  /** Bytes of what was verified, or of why it is paused, which the message says once more. */
  private static final int AGAIN = 160;

  /** Bytes of the name of a person. */
  private static final int NAME = 63;

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
            .toList(),
        acted(status.lastAction()),
        Optional.ofNullable(status.attempts()).orElse(0L));
  }

  private static @Nullable Progress progress(RolloutStatus status) {
    RolloutProgress rollout = status.rollout();
    String canary = status.canary();
    if (rollout == null || canary == null) {
      return null;
    }
    AbortRecord abort = rollout.abort();
    PauseRecord paused = rollout.paused();
    return new Progress(
        canary,
        rollout.startedAt(),
        place(rollout),
        // Not a fact: what this process did not see for itself is looked at again.
        null,
        rollout.promotedAt(),
        abort == null ? null : new Progress.Abort(abort.reason(), abort.message(), abort.at()),
        paused == null
            ? null
            : new Progress.Paused(
                paused.reason(), paused.message(), paused.weight(), paused.since()),
        rollout.undoes(),
        rollout.metrics().stream().map(StatusFacts::evidence).toList(),
        new Counted(
            rollout.requestsFrom(),
            rollout.requests().stream().flatMap(StatusFacts::kept).toList()),
        attempt(rollout),
        answers(rollout.probe()));
  }

  private static Attempt attempt(RolloutProgress rollout) {
    return new Attempt(
        Optional.ofNullable(rollout.attempt()).orElse(0L),
        rollout.changedBy(),
        rollout.onBehalfOf(),
        rollout.correlationId(),
        rollout.steps().stream().map(StatusFacts::passed).toList(),
        rollout.approvers().stream()
            .map(one -> new Approved(by(one.by()), one.step(), one.action(), one.at()))
            .toList(),
        Duration.ofSeconds(Optional.ofNullable(rollout.waitedSeconds()).orElse(0L)),
        unlocked(rollout.unlocked()),
        rollout.restoredAt());
  }

  private static Passed passed(StepRecord step) {
    return new Passed(
        step.step(),
        step.weight(),
        step.entered(),
        step.reached(),
        step.left(),
        step.metrics().stream().map(StatusFacts::evidence).toList());
  }

  private static StepRecord write(Passed passed) {
    return new StepRecord(
        passed.step(),
        passed.weight(),
        passed.entered(),
        passed.reached(),
        passed.left(),
        passed.evidence().stream().map(StatusFacts::write).toList());
  }

  private static @Nullable By by(@Nullable RecordedBy record) {
    return record == null ? null : new By(record.name(), record.trust().equals("Stamped"));
  }

  /** As it stands in a status and in a record. */
  public static @Nullable RecordedBy write(@Nullable By by) {
    return by == null
        ? null
        : new RecordedBy(Sentences.capped(by.name(), NAME), by.stamped() ? "Stamped" : "Claimed");
  }

  /** As it stands in a status and in a record. */
  public static ApprovalRecord write(Approved approved) {
    return new ApprovalRecord(
        write(approved.by()), approved.step(), approved.action(), approved.at());
  }

  private static @Nullable Unlocked unlocked(@Nullable UnlockRecord record) {
    return record == null
        ? null
        : new Unlocked(record.locks(), by(record.by()), record.reason(), record.at());
  }

  /** As it stands in a status and in a record. */
  public static @Nullable UnlockRecord write(@Nullable Unlocked unlocked) {
    return unlocked == null
        ? null
        : new UnlockRecord(
            unlocked.locks(),
            write(unlocked.by()),
            Sentences.remembered(unlocked.reason()),
            unlocked.at());
  }

  /** A word that we do not know is of a later version: what it says counts for nothing. */
  private static Evidence evidence(MetricRecord record) {
    Outcome outcome =
        Stream.of(Outcome.values())
            .filter(known -> known.name().equals(record.outcome()))
            .findFirst()
            .orElse(Outcome.NoData);
    return new Evidence(
        record.name(),
        record.passed(),
        record.failed(),
        outcome,
        record.value(),
        record.at(),
        record.silentSince());
  }

  private static MetricRecord write(Evidence evidence) {
    return new MetricRecord(
        evidence.metric(),
        evidence.passed(),
        evidence.failed(),
        evidence.outcome().name(),
        Sentences.capped(evidence.value(), VALUE),
        evidence.at(),
        evidence.silentSince());
  }

  /** Evidence of another number of bets is of another version, and is begun anew. */
  private static Stream<Kept> kept(RequestRecord record) {
    return Kept.of(
        record.counter(),
        record.through(),
        record.clock(),
        record.reserve(),
        record.worse(),
        record.healthy(),
        record.counts(),
        record.clump())
        .stream();
  }

  private static @Nullable String from(Counted counted) {
    return counted.from() == null ? null : Sentences.untold(counted.from());
  }

  private static RequestRecord write(Kept kept) {
    return new RequestRecord(
        kept.counter(),
        kept.through(),
        kept.clock(),
        kept.reserve(),
        kept.worse(),
        kept.healthy(),
        kept.counts(),
        kept.clump());
  }

  private static Progress.@Nullable Answers answers(@Nullable ProbeRecord record) {
    return record == null
        ? null
        : new Progress.Answers(record.header(), record.stable(), record.unknown());
  }

  private static @Nullable ProbeRecord write(Progress.@Nullable Answers answers) {
    if (answers == null) {
      return null;
    }
    String unknown = answers.unknown();
    return new ProbeRecord(
        answers.header(), answers.stable(), unknown == null ? null : Sentences.untold(unknown));
  }

  private static Place place(RolloutProgress rollout) {
    Instant entered = rollout.stepEnteredAt();
    return new Place(
        rollout.stepIndex(),
        entered == null ? rollout.startedAt() : entered,
        rollout.stepStartedAt(),
        rollout.stepStoppedAt(),
        Optional.ofNullable(rollout.reachedWeight()).orElse(0));
  }

  private static @Nullable Acted acted(@Nullable ActedRecord record) {
    return record == null ? null : new Acted(record.action(), record.by(), record.message());
  }

  /** The part of the status that is read back. */
  public static @Nullable RolloutProgress write(@Nullable Progress progress) {
    if (progress == null) {
      return null;
    }
    Progress.Verified verified = progress.verified();
    return new RolloutProgress(
        progress.startedAt(),
        progress.step().index(),
        progress.step().enteredAt(),
        progress.step().startedAt(),
        progress.step().stoppedAt(),
        progress.step().reached(),
        verified == null
            ? null
            : new Verified(Sentences.capped(verified.what(), AGAIN), verified.since()),
        progress.promotedAt(),
        write(progress.abort()),
        write(progress.paused()),
        progress.undoes(),
        progress.evidence().stream().map(StatusFacts::write).toList(),
        from(progress.counted()),
        progress.counted().kept().stream().map(StatusFacts::write).toList(),
        progress.attempt().changedBy(),
        progress.attempt().correlationId(),
        write(progress.answers()),
        progress.attempt().number() == 0 ? null : (Long) progress.attempt().number(),
        progress.attempt().onBehalfOf(),
        progress.attempt().passed().stream().map(StatusFacts::write).toList(),
        progress.attempt().approved().stream().map(StatusFacts::write).toList(),
        progress.attempt().waited().isZero()
            ? null
            : (Long) progress.attempt().waited().toSeconds(),
        write(progress.attempt().unlocked()),
        progress.attempt().restoredAt());
  }

  private static @Nullable AbortRecord write(Progress.@Nullable Abort abort) {
    return abort == null
        ? null
        : new AbortRecord(abort.reason(), Sentences.capped(abort.message()), abort.at());
  }

  private static @Nullable PauseRecord write(Progress.@Nullable Paused paused) {
    return paused == null
        ? null
        : new PauseRecord(
            paused.reason(),
            Sentences.capped(paused.message(), AGAIN),
            paused.weight(),
            paused.since());
  }

  public static @Nullable ActedRecord write(@Nullable Acted acted) {
    return acted == null
        ? null
        : new ActedRecord(acted.action(), acted.by(), Sentences.remembered(acted.message()));
  }

  public static List<RefusedRevision> write(List<Memory.Refused> refused) {
    return refused.stream()
        .map(
            r ->
                new RefusedRevision(
                    r.revision(), r.reason(), Sentences.remembered(r.message()), r.at()))
        .toList();
  }
}
