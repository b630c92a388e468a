package dev.mulkko.api.v1beta1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import java.time.Instant;

/**
 * The decision to take a rollout back. Written before the first act of it, so that a restart goes
 * on.
 */
@ApiRecord
public record AbortRecord(
    @JsonPropertyDescription("Why, as one word.") @Required String reason,
    @JsonPropertyDescription("Why, as one sentence with the numbers.") @Required String message,
    @JsonPropertyDescription("When it was decided, RFC 3339 in UTC.") @Required Instant at) {}
