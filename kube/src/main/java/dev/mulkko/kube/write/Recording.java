package dev.mulkko.kube.write;

import dev.mulkko.api.v1beta1.ApprovalRecord;
import dev.mulkko.api.v1beta1.DeploymentRecord;
import dev.mulkko.api.v1beta1.DeploymentRecordSpec;
import dev.mulkko.api.v1beta1.DeploymentRecordStatus;
import dev.mulkko.api.v1beta1.GateRecord;
import dev.mulkko.api.v1beta1.RecordedImage;
import dev.mulkko.api.v1beta1.RecordedVersion;
import dev.mulkko.api.v1beta1.StepRecord;
import dev.mulkko.engine.model.Attempt.Approved;
import dev.mulkko.engine.model.Attempt.By;
import dev.mulkko.engine.model.Attempt.Passed;
import dev.mulkko.engine.model.Attempt.Unlocked;
import dev.mulkko.engine.model.Evidence;
import dev.mulkko.engine.plan.Action;
import dev.mulkko.engine.plan.Closing;
import dev.mulkko.engine.plan.Opening;
import dev.mulkko.engine.version.VersionName;
import dev.mulkko.engine.version.Versioned;
import dev.mulkko.kube.Images;
import dev.mulkko.kube.Json;
import dev.mulkko.kube.Names;
import dev.mulkko.kube.Ownership;
import dev.mulkko.kube.PatchDocument;
import dev.mulkko.kube.Request;
import dev.mulkko.kube.Request.Create;
import dev.mulkko.kube.Request.Kind;
import dev.mulkko.kube.Request.Patch;
import dev.mulkko.kube.Sentences;
import dev.mulkko.kube.Snapshot;
import dev.mulkko.kube.StatusFacts;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The record of an attempt: created, added to, closed. */
final class Recording {

  /** Of the whole record, with room for its metadata. */
  private static final int BYTES = 7680;

  private static final int STEPS = 64;
  private static final int GATES = 11;
  private static final int APPROVERS = 10;
  private static final int MESSAGE = 400;
  private static final int TEXT = 128;
  private static final int NAME = 253;

  private Recording() {}

  static Request open(Snapshot seen, Opening opening) {
    DeploymentRecord record = new DeploymentRecord();
    record.setMetadata(
        new ObjectMetaBuilder()
            .withNamespace(seen.namespace())
            .withName(Names.record(seen.name(), opening.attempt().number()))
            .addToLabels(Names.ROLLOUT_LABEL, seen.name())
            .build());
    String who = opening.attempt().changedBy();
    String forWhom = opening.attempt().onBehalfOf();
    record.setSpec(
        new DeploymentRecordSpec(
            seen.name(),
            Objects.requireNonNullElse(seen.rollout().getMetadata().getUid(), ""),
            seen.rollout().getSpec().workloadRef().name(),
            opening.attempt().number(),
            opening.strategy(),
            opening.startedAt(),
            version(opening.from(), opening.fromVersion(), imagesBefore(seen, opening.from())),
            version(
                opening.to(), opening.toVersion(), images(seen, opening.to(), seen.canaryPods())),
            opening.undo(),
            who == null ? null : StatusFacts.write(new By(who, opening.stamped())),
            forWhom == null ? null : Sentences.capped(forWhom, TEXT),
            Objects.requireNonNull(opening.attempt().correlationId())));
    return new Create(record);
  }

  private static RecordedVersion version(
      String revision, Versioned versioned, List<RecordedImage> images) {
    Optional<VersionName> name = versioned.name();
    return new RecordedVersion(
        revision,
        versioned.text() == null ? null : Sentences.capped(versioned.text(), NAME),
        name.map(VersionName::ticket).map(text -> Sentences.capped(text, TEXT)).orElse(null),
        name.map(VersionName::module).map(text -> Sentences.capped(text, TEXT)).orElse(null),
        name.map(VersionName::builtAt).orElse(null),
        images);
  }

  /** As its own record told them: its pods are not read any more. */
  private static List<RecordedImage> imagesBefore(Snapshot seen, String revision) {
    return records(seen)
        .filter(record -> record.getSpec().to().revision().equals(revision))
        .max(Comparator.comparingLong(record -> record.getSpec().attempt()))
        .map(record -> record.getSpec().to().images())
        .orElseGet(() -> images(seen, revision, List.of()));
  }

  private static List<RecordedImage> images(Snapshot seen, String revision, List<Pod> pods) {
    return seen.replicaSets().stream()
        .filter(rs -> Ownership.revision(rs).equals(revision))
        .findFirst()
        .map(rs -> Images.of(rs.getSpec().getTemplate(), pods))
        .orElse(List.of());
  }

  static Request add(Snapshot seen, Action.AddToRecord added) {
    DeploymentRecord record = record(seen, added.attempt());
    return patch(record, with(status(record), added.steps(), added.approved(), added.unlocked()));
  }

  static Request close(Snapshot seen, Closing closing) {
    return close(record(seen, closing.attempt().number()), records(seen).toList(), closing);
  }

  /**
   * Closes a record.
   *
   * @param all of the Rollouts of this name
   */
  static Request close(DeploymentRecord record, Collection<DeploymentRecord> all, Closing closing) {
    DeploymentRecordStatus told =
        with(status(record), closing.steps(), closing.approved(), closing.attempt().unlocked());
    DeploymentRecordStatus closed =
        new DeploymentRecordStatus(
            closing.outcome().name(),
            closing.reason(),
            Sentences.capped(closing.message(), MESSAGE),
            closing.at(),
            closing.progressed().toSeconds(),
            closing.waited().toSeconds(),
            closing.lead().map(Duration::toSeconds).orElse(null),
            closing.restore().map(Duration::toSeconds).orElse(null),
            told.steps(),
            told.gates(),
            told.approvers(),
            told.unlocked(),
            Totals.with(before(all, record), orphans(all, record), closing));
    return patch(record, closed);
  }

  /** The sums of all attempts before. */
  private static Optional<DeploymentRecord> before(
      Collection<DeploymentRecord> all, DeploymentRecord record) {
    return all.stream()
        .filter(other -> other.getSpec().attempt() < record.getSpec().attempt())
        .filter(other -> status(other).totals() != null)
        .max(Comparator.comparingLong(other -> other.getSpec().attempt()));
  }

  /** Those since then that are still open: nobody but the sweep closes them, as aborted ones. */
  private static long orphans(Collection<DeploymentRecord> all, DeploymentRecord record) {
    long since = before(all, record).map(other -> other.getSpec().attempt()).orElse(0L);
    return all.stream()
        .filter(other -> other.getSpec().attempt() > since)
        .filter(other -> other.getSpec().attempt() < record.getSpec().attempt())
        .count();
  }

  private static DeploymentRecordStatus with(
      DeploymentRecordStatus before,
      List<Passed> more,
      List<Approved> approved,
      @Nullable Unlocked unlocked) {
    List<ApprovalRecord> approvers =
        Stream.concat(before.approvers().stream(), approved.stream().map(StatusFacts::write))
            .limit(APPROVERS)
            .toList();
    List<StepRecord> steps =
        Stream.concat(before.steps().stream(), more.stream().map(Recording::withoutMetrics))
            .toList();
    Map<String, GateRecord> gates = new LinkedHashMap<>();
    before.gates().forEach(gate -> gates.put(gate.name(), gate));
    more.stream()
        .flatMap(step -> step.evidence().stream())
        .forEach(evidence -> gates.merge(evidence.metric(), gate(evidence), Recording::together));
    return new DeploymentRecordStatus(
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        steps.subList(Math.max(0, steps.size() - STEPS), steps.size()),
        gates.values().stream().limit(GATES).toList(),
        approvers,
        unlocked != null && unlocked.isNews() ? StatusFacts.write(unlocked) : before.unlocked(),
        null);
  }

  private static StepRecord withoutMetrics(Passed step) {
    return new StepRecord(
        step.step(), step.weight(), step.entered(), step.reached(), step.left(), List.of());
  }

  private static GateRecord gate(Evidence evidence) {
    return new GateRecord(
        evidence.metric(),
        evidence.passed(),
        evidence.failed(),
        evidence.outcome().name(),
        Sentences.capped(evidence.value(), 36));
  }

  private static GateRecord together(GateRecord before, GateRecord now) {
    return new GateRecord(
        now.name(),
        before.passed() + now.passed(),
        before.failed() + now.failed(),
        now.outcome(),
        now.value());
  }

  private static DeploymentRecord record(Snapshot seen, long attempt) {
    return records(seen)
        .filter(record -> record.getSpec().attempt() == attempt)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("record %d was not read".formatted(attempt)));
  }

  private static Stream<DeploymentRecord> records(Snapshot seen) {
    List<DeploymentRecord> records = seen.records();
    return records == null ? Stream.empty() : records.stream();
  }

  private static DeploymentRecordStatus status(DeploymentRecord record) {
    @Nullable DeploymentRecordStatus status = record.getStatus();
    return status == null
        ? new DeploymentRecordStatus(
            null, null, null, null, null, null, null, null, List.of(), List.of(), List.of(), null,
            null)
        : status;
  }

  /** Of too much that is told, the oldest steps are what is missed least. */
  private static DeploymentRecordStatus fitted(
      DeploymentRecord record, DeploymentRecordStatus status) {
    int room = BYTES - bytes(record.getSpec()) - bytes(withSteps(status, List.of()));
    List<StepRecord> steps = status.steps();
    while (!steps.isEmpty() && bytes(steps) > room) {
      steps = steps.subList(1, steps.size());
    }
    return withSteps(status, steps);
  }

  private static int bytes(Object part) {
    return Json.canonical(Json.tree(part)).getBytes(StandardCharsets.UTF_8).length;
  }

  private static DeploymentRecordStatus withSteps(
      DeploymentRecordStatus status, List<StepRecord> steps) {
    return new DeploymentRecordStatus(
        status.outcome(),
        status.reason(),
        status.message(),
        status.endedAt(),
        status.progressSeconds(),
        status.waitingSeconds(),
        status.leadSeconds(),
        status.restoreSeconds(),
        steps,
        status.gates(),
        status.approvers(),
        status.unlocked(),
        status.totals());
  }

  private static Request patch(DeploymentRecord record, DeploymentRecordStatus status) {
    PatchDocument patch =
        PatchDocument.guarded(Json.tree(record)).add("/status", fitted(record, status));
    return new Patch(Requests.target(Kind.DeploymentRecord, record), patch.toJson(), true);
  }
}
