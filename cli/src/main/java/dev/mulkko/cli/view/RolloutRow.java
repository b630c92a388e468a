package dev.mulkko.cli.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.api.v1beta1.RolloutStatus;
import dev.mulkko.kube.Json;
import java.time.Instant;
import java.util.List;
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
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> lockedBy,
    @Nullable Instant created) {

  /** What is said of one that the operator has not seen yet. */
  static final String UNSEEN = "Unseen";

  public static RolloutRow of(Rollout rollout) {
    return of(Json.tree(rollout));
  }

  /** As the API server has it: to learn what a whole Rollout looks like would take longer. */
  public static RolloutRow of(JsonNode rollout) {
    JsonNode metadata = rollout.path("metadata");
    JsonNode status = rollout.path("status");
    String phase = text(status, "phase");
    return new RolloutRow(
        text(metadata, "namespace"),
        metadata.path("name").asText(),
        text(status, "strategy"),
        phase == null ? UNSEEN : phase,
        text(status, "step"),
        text(status, "weight"),
        text(status, "stable"),
        text(status, "canary"),
        text(status, "ready"),
        text(status, "reason"),
        text(status, "message"),
        LockRow.locks(rollout),
        time(text(metadata, "creationTimestamp")));
  }

  static String phase(@Nullable RolloutStatus status) {
    String phase = status == null ? null : status.phase();
    return phase == null ? UNSEEN : phase;
  }

  static @Nullable Instant time(@Nullable String timestamp) {
    return timestamp == null ? null : Instant.parse(timestamp);
  }

  private static @Nullable String text(JsonNode object, String field) {
    return object.path(field).textValue();
  }
}
