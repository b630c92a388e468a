package dev.mulkko.api.v1beta1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import java.time.Instant;

/** The wish that a rollout stays where it is. */
@ApiRecord
public record PauseRecord(
    @JsonPropertyDescription("Why, as one word.") @Required String reason,
    @JsonPropertyDescription("Why, and what makes it go on, as one sentence.") @Required
        String message,
    @JsonPropertyDescription("The share that the new version keeps meanwhile, 0 to 100.")
        @Required
        @Min(0)
        @Max(100)
        int weight,
    @JsonPropertyDescription("Since when, RFC 3339 in UTC.") @Required Instant since) {}
