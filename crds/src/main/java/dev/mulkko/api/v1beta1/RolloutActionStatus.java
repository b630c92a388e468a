package dev.mulkko.api.v1beta1;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What became of the request. */
@ApiRecord
public record RolloutActionStatus(
    @JsonPropertyDescription(
            "Pending, Done or Rejected. Absent until the operator has seen the request.")
        @SchemaFrom(type = Phase.class)
        @Nullable String phase,
    @JsonPropertyDescription("What was done, or why not, as one sentence.")
        @Nullable String message,
    @JsonPropertyDescription("When it was done or rejected, RFC 3339 in UTC. Absent before.")
        @Nullable Instant completedAt) {

  /** Where a request is. */
  public enum Phase {
    @JsonProperty("Pending")
    PENDING,
    @JsonProperty("Done")
    DONE,
    @JsonProperty("Rejected")
    REJECTED
  }
}
