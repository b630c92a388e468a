package dev.mulkko.api.v1beta1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** What a metric said in a whole attempt. */
@ApiRecord
public record GateRecord(
    @JsonPropertyDescription("Name of the metric in spec.analysis.metrics.")
        @Required
        @Size(min = 1, max = Text.LABEL_LENGTH)
        String name,
    @JsonPropertyDescription("Results that passed.") @Required @Min(0) int passed,
    @JsonPropertyDescription("Results that missed the limit.") @Required @Min(0) int failed,
    @JsonPropertyDescription(
            "The last result in one word: Passed, Failed, NoData, NoAnswer or Broken.")
        @Required
        @Size(max = 16)
        String outcome,
    @JsonPropertyDescription("The last number, or why there was none, at most 36 bytes.")
        @Required
        @Size(max = 36)
        String value) {}
