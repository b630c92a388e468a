package dev.mulkko.cli.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.api.v1beta1.RolloutStatus;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A Rollout as a line of a list. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RolloutRow(
    @Nullable String namespace,
    String name,
    @Nullable String strategy,
    String phase,
    @Nullable String step,
    @Nullable String weight,
    @Nullable String stable,
    @Nullable String canary,
    @Nullable String ready,
    @Nullable String reason,
    @Nullable String message,
    @Nullable Instant created) {

  /** What is said of one that the operator has not seen yet. */
  static final String UNSEEN = "Unseen";

  public static RolloutRow of(Rollout rollout) {
    Optional<RolloutStatus> status = Optional.ofNullable(rollout.getStatus());
    return new RolloutRow(
        rollout.getMetadata().getNamespace(),
        rollout.getMetadata().getName(),
        said(status, RolloutStatus::strategy),
        phase(rollout.getStatus()),
        said(status, RolloutStatus::step),
        said(status, RolloutStatus::weight),
        said(status, RolloutStatus::stable),
        said(status, RolloutStatus::canary),
        said(status, RolloutStatus::ready),
        said(status, RolloutStatus::reason),
        said(status, RolloutStatus::message),
        time(rollout.getMetadata().getCreationTimestamp()));
  }

  static String phase(@Nullable RolloutStatus status) {
    String phase = status == null ? null : status.phase();
    return phase == null ? UNSEEN : phase;
  }

  static @Nullable Instant time(@Nullable String timestamp) {
    return timestamp == null ? null : Instant.parse(timestamp);
  }

  private static @Nullable String said(
      Optional<RolloutStatus> status, Function<RolloutStatus, @Nullable String> field) {
    return status.isEmpty() ? null : field.apply(status.get());
  }
}
