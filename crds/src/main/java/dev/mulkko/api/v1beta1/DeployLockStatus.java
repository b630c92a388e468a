package dev.mulkko.api.v1beta1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the operator makes of a lock. For people and admission: no rollout is decided by it. */
@ApiRecord
public record DeployLockStatus(
    @JsonPropertyDescription(
            "The metadata.generation this status speaks of. Default: -1, not yet seen by the"
                + " operator.")
        long observedGeneration,
    @JsonPropertyDescription(
            "Locked, Open, Ended, or Broken: then it is locked until it is corrected.")
        @Nullable String state,
    @JsonPropertyDescription(
            "When that changes by itself, RFC 3339 in UTC. Absent when it does not.")
        @Nullable Instant next,
    @JsonPropertyDescription("What to correct, as one sentence. Absent when nothing is wrong.")
        @Size(max = 400)
        @Nullable String message,
    @JsonPropertyDescription(
            "Deployments whose new templates are refused now, by spec.enforce Reject, as"
                + " namespace/name, at most 200.")
        @Size(max = 200)
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<@Size(max = 317) String> rejects) {

  /** An absent list is an empty one. */
  public DeployLockStatus {
    rejects = rejects == null ? List.of() : List.copyOf(rejects);
  }
}
