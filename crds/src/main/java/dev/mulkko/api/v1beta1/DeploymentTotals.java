package dev.mulkko.api.v1beta1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

/**
 * Sums over all attempts of a Rollout. Each record has those up to its own attempt, so that metrics
 * are the same after a restart, and after old records are gone.
 */
@ApiRecord
public record DeploymentTotals(
    @JsonPropertyDescription("Attempts that were Promoted.") @Required @Min(0) long promoted,
    @JsonPropertyDescription("Attempts that were RolledBack.") @Required @Min(0) long rolledBack,
    @JsonPropertyDescription("Attempts that were Aborted.") @Required @Min(0) long aborted,
    @JsonPropertyDescription("Attempts that were Superseded.") @Required @Min(0) long superseded,
    @JsonPropertyDescription("Attempts that were Undone.") @Required @Min(0) long undone,
    @JsonPropertyDescription(
            "Lead times, by how long they were: up to 1 hour, 1 day, 7 days, 30 days. Absent before"
                + " the first.")
        @Nullable DurationTotals leadTime,
    @JsonPropertyDescription(
            "Times to restore, by how long they were: up to 10 seconds, 1 minute, 10 minutes, 1 hour."
                + " Absent before the first.")
        @Nullable DurationTotals restoreTime) {}
