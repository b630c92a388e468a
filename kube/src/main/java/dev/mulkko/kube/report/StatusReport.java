package dev.mulkko.kube.report;

import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.api.v1beta1.RolloutStatus;
import dev.mulkko.engine.model.Cursor;
import dev.mulkko.engine.model.Memory;
import dev.mulkko.engine.model.Progress;
import dev.mulkko.engine.model.Progress.Paused;
import dev.mulkko.engine.plan.Note;
import dev.mulkko.engine.plan.Observation;
import dev.mulkko.engine.plan.Observation.Shape;
import dev.mulkko.engine.plan.Observation.Workload;
import dev.mulkko.engine.plan.Plan;
import dev.mulkko.engine.plan.Plan.Phase;
import dev.mulkko.engine.plan.Reason;
import dev.mulkko.kube.GoDuration;
import dev.mulkko.kube.Sentences;
import dev.mulkko.kube.StatusFacts;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A plan to the status that is written for it. */
public final class StatusReport {

  /** Routes, or rules of one, that disagree have no weight that could be named. */
  private static final Shape UNKNOWN = new Shape.Split(Map.of());

  private static final int ADVICE_MEANWHILE = 1;

  private StatusReport() {}

  public static RolloutStatus of(Rollout rollout, Observation seen, Plan plan, List<String> all) {
    Memory memory = plan.memory();
    Progress progress = memory.progress();
    // While a rollout goes on, its evidence needs the room; at rest all of it is said again.
    List<String> advice =
        progress == null ? all : all.subList(0, Math.min(ADVICE_MEANWHILE, all.size()));
    Note note = capped(plan.note());
    return new RolloutStatus(
        rollout.getMetadata().getGeneration(),
        plan.phase().name(),
        seen.spec().strategy().name(),
        progress == null
            ? null
            : new Cursor(seen.spec().strategy(), progress.step().index()).label(),
        progress == null ? null : weight(seen, progress),
        GoDuration.text(seen.spec().settle()),
        Unverified.of(seen.spec(), progress),
        memory.stable(),
        progress == null ? null : progress.canary(),
        seen.workload().map(w -> ready(seen, w)).orElse(null),
        note.reason().name(),
        note.message(),
        memory.acceptedGeneration(),
        memory.workloadUid(),
        memory.attempts() == 0 ? null : (Long) memory.attempts(),
        StatusFacts.write(progress),
        StatusFacts.write(memory.refused()),
        StatusFacts.write(memory.acted()),
        decided(plan.trace()),
        advice,
        conditions(rollout, plan.phase(), note, locked(progress, note), advice, seen.now()));
  }

  /** For a spec that cannot be used: what was known before is kept. */
  public static RolloutStatus invalid(Rollout rollout, String sentence, Instant now) {
    return stalled(rollout, new Note(Reason.InvalidSpec, sentence), now);
  }

  /** Nothing is done about the Rollout, for a reason that lies outside of what was observed. */
  public static RolloutStatus stalled(Rollout rollout, Note why, Instant now) {
    Memory memory = StatusFacts.read(rollout.getStatus());
    Progress progress = memory.progress();
    Note note = capped(why);
    RolloutStatus before = rollout.getStatus();
    List<String> advice = before == null ? List.of() : before.advice();
    return new RolloutStatus(
        rollout.getMetadata().getGeneration(),
        Phase.Stalled.name(),
        null,
        null,
        null,
        null,
        List.of(),
        memory.stable(),
        progress == null ? null : progress.canary(),
        null,
        note.reason().name(),
        note.message(),
        memory.acceptedGeneration(),
        memory.workloadUid(),
        memory.attempts() == 0 ? null : (Long) memory.attempts(),
        StatusFacts.write(progress),
        StatusFacts.write(memory.refused()),
        StatusFacts.write(memory.acted()),
        null,
        advice,
        conditions(rollout, Phase.Stalled, note, null, advice, now));
  }

  /** The list and the rule that decided: all before it in that list had nothing to say. */
  private static String decided(String trace) {
    int list = trace.indexOf(": ");
    return list < 0
        ? trace
        : trace.substring(0, list + 2) + trace.substring(trace.lastIndexOf(' ') + 1);
  }

  private static Note capped(Note note) {
    return new Note(note.reason(), Sentences.capped(note.message()));
  }

  private static List<Condition> conditions(
      Rollout rollout,
      Phase phase,
      Note note,
      @Nullable Note locked,
      List<String> advice,
      Instant now) {
    RolloutStatus before = rollout.getStatus();
    return Conditions.of(
        phase,
        note,
        locked,
        advice,
        rollout.getMetadata().getGeneration(),
        now,
        before == null ? List.of() : before.conditions());
  }

  /** Also in a pass that does something else meanwhile. */
  private static @Nullable Note locked(@Nullable Progress progress, Note note) {
    if (note.reason() == Reason.Locked) {
      return note;
    }
    Paused paused = progress == null ? null : progress.paused();
    return paused != null && paused.reason().equals(Reason.Locked.name())
        ? new Note(Reason.Locked, paused.message())
        : null;
  }

  /** Only what the data plane was seen to carry is called the weight. */
  private static @Nullable String weight(Observation seen, Progress progress) {
    if (seen.spec().rolling() && seen.backends().isEmpty()) {
      return seen.workload().map(w -> updated(w, progress) + "%").orElse(null);
    }
    if (seen.spec().direct()) {
      return seen.service().map(service -> service.shareOf(progress.canary()) + "%").orElse(null);
    }
    List<Shape> shapes =
        seen.clientRoutes().stream()
            .map(route -> route.unverified().isEmpty() ? route.shape() : UNKNOWN)
            .distinct()
            .toList();
    return switch (shapes.size() == 1 ? shapes.getFirst() : UNKNOWN) {
      case Shape.Home _ -> progress.promotedAt() == null ? "0%" : "100%";
      case Shape.Split split when split.equals(UNKNOWN) -> null;
      case Shape.Split split when split.isNamed() -> progress.promotedAt() == null ? "0%" : "100%";
      case Shape.Split split -> split.weights().getOrDefault(progress.canary(), 0) + "%";
    };
  }

  /** The share of the pods that are new, by the Deployment's own status; none in an abort. */
  private static int updated(Workload workload, Progress progress) {
    return progress.abort() != null || workload.replicas() == 0
        ? 0
        : Math.min(100, 100 * workload.updatedReplicas() / workload.replicas());
  }

  /** Of all revisions: in the gap of a swap, in which nothing is owned, no pod is missing. */
  private static String ready(Observation seen, Workload workload) {
    int ready = seen.replicaSets().stream().mapToInt(Observation.ReplicaSet::ready).sum();
    int wanted = seen.replicaSets().stream().mapToInt(Observation.ReplicaSet::wanted).sum();
    return ready + "/" + Math.max(wanted, workload.replicas());
  }
}
