package dev.mulkko.api.v1beta1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What was known of an attempt when it got its first traffic, or ended without any. */
@ApiRecord
@ValidationRule(
    value = "self == oldSelf",
    message = "spec of a DeploymentRecord cannot be changed: it says what was")
public record DeploymentRecordSpec(
    @JsonPropertyDescription("Name of the Rollout, in the same namespace.")
        @Required
        @Size(min = 1, max = Text.NAME_LENGTH)
        String rollout,
    @JsonPropertyDescription("metadata.uid of the Rollout: another one of its name is another one.")
        @Required
        @Size(min = 1, max = Text.LABEL_LENGTH)
        String rolloutUid,
    @JsonPropertyDescription("Name of the Deployment whose version it was.")
        @Required
        @Size(min = 1, max = Text.NAME_LENGTH)
        String workload,
    @JsonPropertyDescription(
            "Number of the attempt, from 1: the records of a Rollout have no gaps.")
        @Required
        @Min(1)
        long attempt,
    @JsonPropertyDescription("The strategy: Canary, BlueGreen or Rolling.")
        @Required
        @Size(min = 1, max = 16)
        String strategy,
    @JsonPropertyDescription("When the new version was seen, RFC 3339 in UTC.") @Required
        Instant startedAt,
    @JsonPropertyDescription("The version that had the traffic.") @Required RecordedVersion from,
    @JsonPropertyDescription("The version that was to get it.") @Required RecordedVersion to,
    @JsonPropertyDescription(
            "True when a person asked for a version that had run before; false for a new one.")
        @Required
        boolean undo,
    @JsonPropertyDescription(
            "Who changed the Deployment, or asked for the undo. Absent when nobody knows.")
        @Nullable RecordedBy changedBy,
    @JsonPropertyDescription(
            "For whom, as the pipeline says it in the Deployment's annotation mulkko.dev/initiated-by:"
                + " a claim. Absent when it says nothing.")
        @Size(max = Text.VALUE_LENGTH)
        @Nullable String onBehalfOf,
    @JsonPropertyDescription(
            "Identifier of this delivery in Events, logs and notices, taken from the Deployment's"
                + " annotation mulkko.dev/correlation-id or made.")
        @Required
        @Size(min = 1, max = Text.VALUE_LENGTH)
        String correlationId) {}
