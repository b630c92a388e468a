package dev.mulkko.operator.metrics;

import dev.mulkko.api.v1beta1.PauseRecord;
import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.api.v1beta1.RolloutProgress;
import dev.mulkko.api.v1beta1.RolloutStatus;
import dev.mulkko.engine.model.Cursor;
import dev.mulkko.engine.model.Spec;
import dev.mulkko.engine.plan.Plan.Phase;
import dev.mulkko.engine.plan.Reason;
import dev.mulkko.kube.read.Providers;
import dev.mulkko.kube.read.SpecReader;
import dev.mulkko.kube.read.SpecReader.InvalidSpec;
import io.fabric8.kubernetes.api.model.Condition;
import io.prometheus.metrics.model.snapshots.Labels;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A Rollout at the time of a scrape, as its status has it.
 *
 * @param spec null where it cannot be used, and at rest, where nobody needs it
 */
record Moment(Rollout rollout, RolloutStatus status, @Nullable Spec spec, Instant now) {

  /** Empty before the operator has said anything of it. */
  static Optional<Moment> of(Rollout rollout, Providers providers, Instant now) {
    return Optional.ofNullable(rollout.getStatus())
        .filter(status -> status.phase() != null)
        .map(status -> new Moment(rollout, status, spec(rollout, status, providers), now));
  }

  private static @Nullable Spec spec(Rollout rollout, RolloutStatus status, Providers providers) {
    try {
      return status.rollout() == null ? null : SpecReader.read(rollout, providers);
    } catch (InvalidSpec e) {
      return null;
    }
  }

  Labels labels() {
    return Labels.of(
        "namespace", rollout.getMetadata().getNamespace(),
        "rollout", rollout.getMetadata().getName());
  }

  Labels info() {
    return labels()
        .add("strategy", Optional.ofNullable(status.strategy()).orElse("Unknown"))
        .add("phase", String.valueOf(status.phase()))
        .add("reason", Optional.ofNullable(status.reason()).orElse("Unknown"));
  }

  Optional<RolloutProgress> progress() {
    return Optional.ofNullable(status.rollout());
  }

  /** What the data plane was seen to carry; empty too while it is not seen. */
  Optional<Double> weight() {
    return progress()
        .flatMap(_ -> Optional.ofNullable(status.weight()))
        .flatMap(printed -> Numbers.of(printed.replace("%", "")))
        .map(percent -> percent / 100);
  }

  Optional<Double> desiredWeight() {
    return progress()
        .flatMap(
            progress ->
                progress.abort() == null
                    ? Optional.ofNullable(spec)
                        .map(s -> new Cursor(s.strategy(), progress.stepIndex()).weight() / 100.0)
                    : Optional.of(0.0));
  }

  Optional<Double> step() {
    return printedStep().flatMap(printed -> Numbers.of(printed[0]));
  }

  Optional<Double> steps() {
    return printedStep().flatMap(printed -> Numbers.of(printed[1]));
  }

  private Optional<String[]> printedStep() {
    return progress()
        .flatMap(_ -> Optional.ofNullable(status.step()))
        .map(printed -> printed.split("/", 2))
        .filter(printed -> printed.length == 2);
  }

  Optional<Double> stepSeconds() {
    return progress()
        .map(p -> p.stepEnteredAt() == null ? p.startedAt() : p.stepEnteredAt())
        .map(this::since);
  }

  Optional<Double> waitingSeconds() {
    return isPaused() && !isLocked() ? pausedSince().map(this::since) : Optional.empty();
  }

  Optional<Double> lockedSeconds() {
    return isPaused() && isLocked() ? pausedSince().map(this::since) : Optional.empty();
  }

  private boolean isPaused() {
    return Phase.Paused.name().equals(status.phase());
  }

  private boolean isLocked() {
    return Reason.Locked.name().equals(status.reason());
  }

  /** Where the wait is written down it is older than what people were told of it. */
  private Optional<Instant> pausedSince() {
    return progress()
        .flatMap(progress -> Optional.ofNullable(progress.paused()))
        .map(PauseRecord::since)
        .or(() -> condition("Paused").map(c -> Instant.parse(c.getLastTransitionTime())));
  }

  private Optional<Condition> condition(String type) {
    return status.conditions().stream().filter(c -> c.getType().equals(type)).findFirst();
  }

  double since(Instant then) {
    return Math.max(0, Duration.between(then, now).toMillis() / 1000.0);
  }

  <T> Optional<T> ofSpec(Function<Spec, T> what) {
    return Optional.ofNullable(spec).map(what);
  }
}
