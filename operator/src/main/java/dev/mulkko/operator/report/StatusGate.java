package dev.mulkko.operator.report;

import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.api.v1beta1.RolloutStatus;
import dev.mulkko.engine.judge.Kept;
import dev.mulkko.engine.model.Counted;
import dev.mulkko.engine.model.Evidence;
import dev.mulkko.engine.model.Memory;
import dev.mulkko.engine.model.Progress;
import dev.mulkko.engine.plan.Plan;
import dev.mulkko.engine.plan.Reason;
import dev.mulkko.kube.StatusFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Decides when a status is worth a write. Facts are written at once. What people read is written
 * when it has stood for a moment: half of the waits of a rollout are over before anyone could read
 * of them.
 */
public final class StatusGate {

  private static final Duration MOMENT = Duration.ofSeconds(2);

  /**
   * For other numbers in a sentence that stands there already, and for a wait that nearly always
   * ends by itself before that.
   */
  private static final Duration LITTLE_NEWS = Duration.ofSeconds(10);

  private static final Set<Reason> SHORT = Set.of(Reason.Settling, Reason.AwaitingProbe);

  /** How far evidence that only passed may be ahead of the status. */
  private static final Duration EVIDENCE = Duration.ofSeconds(60);

  /** How far the comparison of both versions may be ahead of the status. */
  private static final Duration KEPT = Duration.ofSeconds(15);

  private final Map<String, Standing> standing = new ConcurrentHashMap<>();

  private record Standing(String reason, Instant since) {}

  /** The status if it must be written now. */
  public Optional<RolloutStatus> toWrite(
      Rollout rollout, RolloutStatus status, Plan plan, Instant now) {
    if (factsChanged(StatusFacts.read(rollout.getStatus()), plan.memory())) {
      standing.remove(key(rollout));
      return Optional.of(status);
    }
    if (plan.action().isPresent() || changed(rollout, status).isEmpty()) {
      standing.remove(key(rollout));
      return Optional.empty();
    }
    String reason = plan.note().reason().name();
    Standing before =
        standing.compute(
            key(rollout),
            (_, old) -> old != null && old.reason.equals(reason) ? old : new Standing(reason, now));
    boolean little =
        SHORT.contains(plan.note().reason()) || otherNumbersOnly(rollout.getStatus(), status);
    Duration moment = little ? LITTLE_NEWS : MOMENT;
    if (before.since.plus(moment).isAfter(now)) {
      return Optional.empty();
    }
    standing.remove(key(rollout));
    return Optional.of(status);
  }

  private static boolean factsChanged(Memory stored, Memory next) {
    return !lasting(stored).equals(lasting(next))
        || isAhead(kept(stored), kept(next))
        || evidence(next).stream().anyMatch(news -> isNews(stored, news));
  }

  /** Without what this process only sees: see {@code Ledger}. */
  private static Memory lasting(Memory memory) {
    Progress progress = memory.progress();
    return progress == null
        ? memory
        : memory.with(
            progress
                .proving(List.of())
                .counting(unweighed(progress))
                .verified(null)
                .recording(progress.attempt().restored(null)));
  }

  /** Who told the counters is a fact; what they said is written by the clock. */
  private static Counted unweighed(Progress progress) {
    return new Counted(progress.counted().from(), List.of());
  }

  private static List<Kept> kept(Memory memory) {
    return memory.progress() == null ? List.of() : memory.progress().counted().kept();
  }

  /** By the clock alone, never by what it says. */
  private static boolean isAhead(List<Kept> stored, List<Kept> next) {
    return next.stream()
        .anyMatch(
            now ->
                stored.stream()
                    .filter(before -> before.counter().equals(now.counter()))
                    .noneMatch(before -> now.through().isBefore(before.through().plus(KEPT))));
  }

  private static List<Evidence> evidence(Memory memory) {
    return memory.progress() == null ? List.of() : memory.progress().evidence();
  }

  /** A failure and a change of outcome are; what passed as before is only now and then. */
  private static boolean isNews(Memory stored, Evidence now) {
    return evidence(stored).stream()
        .filter(before -> before.metric().equals(now.metric()))
        .noneMatch(
            before ->
                before.failed() == now.failed()
                    && before.outcome() == now.outcome()
                    && Objects.equals(before.silentSince(), now.silentSince())
                    && now.at().isBefore(before.at().plus(EVIDENCE)));
  }

  /** Nothing of a Rollout that is gone. */
  public void forget(Rollout rollout) {
    standing.remove(key(rollout));
  }

  /** Whether a changed status waits for its moment to pass. */
  public boolean waiting(Rollout rollout) {
    return standing.containsKey(key(rollout));
  }

  /** The status if it says anything else than the one that is there. */
  public Optional<RolloutStatus> changed(Rollout rollout, RolloutStatus status) {
    return saysTheSame(rollout.getStatus(), status) ? Optional.empty() : Optional.of(status);
  }

  /** The trace is only of interest beside something else that changed. */
  private static boolean saysTheSame(RolloutStatus before, RolloutStatus now) {
    return otherNumbersOnly(before, now) && Objects.equals(before.message(), now.message());
  }

  /** Whether at most the message differs, and its reason is the one from before. */
  private static boolean otherNumbersOnly(RolloutStatus before, RolloutStatus now) {
    return before != null
        && before.observedGeneration() == now.observedGeneration()
        && Objects.equals(before.phase(), now.phase())
        && Objects.equals(before.step(), now.step())
        && Objects.equals(before.weight(), now.weight())
        && Objects.equals(before.ready(), now.ready())
        && Objects.equals(before.reason(), now.reason())
        && before.advice().equals(now.advice());
  }

  private static String key(Rollout rollout) {
    return rollout.getMetadata().getNamespace() + "/" + rollout.getMetadata().getName();
  }
}
