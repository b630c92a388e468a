package dev.mulkko.api.v1beta1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a metric said in the present step. */
@ApiRecord
public record MetricRecord(
    @JsonPropertyDescription("Name of the metric in spec.analysis.metrics.") @Required String name,
    @JsonPropertyDescription("Results of this step that passed.") @Required @Min(0) int passed,
    @JsonPropertyDescription("Results of this step that missed the limit.") @Required @Min(0)
        int failed,
    @JsonPropertyDescription(
            "The last result in one word: Passed, Failed, NoData, NoAnswer or Broken.")
        @Required
        String outcome,
    @JsonPropertyDescription("The last number, or why there was none, at most 36 bytes.") @Required
        String value,
    @JsonPropertyDescription("When the last result was asked for, RFC 3339 in UTC.") @Required
        Instant at,
    @JsonPropertyDescription(
            "Since when there was no number, RFC 3339 in UTC. Absent when there is one.")
        @Nullable Instant silentSince) {}
