package dev.mulkko.api.v1beta1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

/** What was last done because somebody asked. With this it is done once, also after a restart. */
@ApiRecord
public record ActedRecord(
    @JsonPropertyDescription("Name of the RolloutAction.") @Required String action,
    @JsonPropertyDescription(
            "Who asked, as stamped by the API server. Absent when nobody stamped it.")
        @Nullable String by,
    @JsonPropertyDescription("What was done, as one sentence.") @Required String message) {}
