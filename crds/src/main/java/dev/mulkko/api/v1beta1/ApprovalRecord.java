package dev.mulkko.api.v1beta1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** That somebody approved a step. */
@ApiRecord
public record ApprovalRecord(
    @JsonPropertyDescription("Who. Absent when nobody knows.") @Nullable RecordedBy by,
    @JsonPropertyDescription("Number of the step, such as 2/3.") @Required @Size(max = 40)
        String step,
    @JsonPropertyDescription("Name of the RolloutAction.") @Required @Size(max = Text.NAME_LENGTH)
        String action,
    @JsonPropertyDescription("When, RFC 3339 in UTC.") @Required Instant at) {}
