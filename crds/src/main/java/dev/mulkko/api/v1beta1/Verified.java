package dev.mulkko.api.v1beta1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import java.time.Instant;

/** A state of the traffic that the data plane was seen to carry. */
@ApiRecord
public record Verified(
    @JsonPropertyDescription("The state that was seen, in the words of the router.") @Required
        String what,
    @JsonPropertyDescription("Since when, without a break, RFC 3339 in UTC.") @Required
        Instant since) {}
