package dev.mulkko.operator.report;

import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.api.v1beta1.RolloutStatus;
import dev.mulkko.engine.plan.Plan;
import dev.mulkko.kube.StatusFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Decides when a status is worth a write. Facts are written at once. What people read is written
 * when it has stood for a moment: half of the waits of a rollout are over before anyone could read
 * of them.
 */
public final class StatusGate {

  private static final Duration MOMENT = Duration.ofSeconds(2);

  private final Map<String, Standing> standing = new ConcurrentHashMap<>();

  private record Standing(String reason, Instant since) {}

  /** The status if it must be written now. */
  public Optional<RolloutStatus> toWrite(
      Rollout rollout, RolloutStatus status, Plan plan, Instant now) {
    if (!plan.memory().equals(StatusFacts.read(rollout.getStatus()))) {
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
    if (before.since.plus(MOMENT).isAfter(now)) {
      return Optional.empty();
    }
    standing.remove(key(rollout));
    return Optional.of(status);
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
    return before != null
        && before.observedGeneration() == now.observedGeneration()
        && Objects.equals(before.phase(), now.phase())
        && Objects.equals(before.step(), now.step())
        && Objects.equals(before.weight(), now.weight())
        && Objects.equals(before.ready(), now.ready())
        && Objects.equals(before.reason(), now.reason())
        && Objects.equals(before.message(), now.message())
        && before.advice().equals(now.advice());
  }

  private static String key(Rollout rollout) {
    return rollout.getMetadata().getNamespace() + "/" + rollout.getMetadata().getName();
  }
}
