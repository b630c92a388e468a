package dev.mulkko.api.v1beta1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import java.time.Instant;

/** A revision that was aborted. Its template starts no rollout until it is asked for again. */
@ApiRecord
public record RefusedRevision(
    @JsonPropertyDescription("Name of the revision.") @Required String revision,
    @JsonPropertyDescription("Why it was refused, as one word.") @Required String reason,
    @JsonPropertyDescription("Why it was refused, as one sentence with the numbers.") @Required
        String message,
    @JsonPropertyDescription("When it was refused, RFC 3339 in UTC.") @Required Instant at) {}
