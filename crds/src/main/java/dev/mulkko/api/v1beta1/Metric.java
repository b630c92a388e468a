package dev.mulkko.api.v1beta1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** A query with a limit. */
@ApiRecord
@ValidationRule(
    value = "has(self.min) || has(self.max)",
    message =
        "a metric in spec.analysis.metrics has no limit: write max: 0.8 for a result that must not"
            + " exceed it, or min for one that must not fall below it")
@ValidationRule(
    value = "!has(self.min) || !has(self.max) || self.min <= self.max",
    message = "a metric in spec.analysis.metrics has a min above its max: no result could pass")
public record Metric(
    @JsonPropertyDescription(
            "Name of the metric, as shown in status and events: at most 40 characters. No default.")
        @Required
        @Size(min = 1, max = 40)
        @Pattern("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$")
        String name,
    @JsonPropertyDescription(
            "A PromQL query with one number as its result. $(namespace), $(rollout), $(canary.pods),"
                + " $(stable.pods), $(canary.hash) and $(stable.hash) are filled in; the pods are"
                + " regular expressions for =~. No default.")
        @Required
        @Size(min = 1, max = 2048)
        String query,
    @JsonPropertyDescription("The smallest result that passes. Default: none.")
        @Nullable Double min,
    @JsonPropertyDescription("The greatest result that passes. Default: none.")
        @Nullable Double max,
    @JsonPropertyDescription(
            "How often it is measured. A duration such as 10s or 1m, at least 1s. Default: 30s.")
        @Pattern(Text.DURATION)
        @ValidationRule(value = Text.IS_DURATION, message = Text.WRITE_DURATION)
        @Size(max = Text.DURATION_LENGTH)
        @Nullable String interval,
    @JsonPropertyDescription(
            "How many results of one step may miss the limit before the rollout is aborted. 0 to"
                + " 100. Default: 2.")
        @Min(0)
        @Max(100)
        @Nullable Integer failureLimit,
    @JsonPropertyDescription(
            "How long after the start of a step the first result is asked for. A duration such as"
                + " 0s or 1m. Default: 0s.")
        @Pattern(Text.DURATION)
        @ValidationRule(value = Text.IS_DURATION, message = Text.WRITE_DURATION)
        @Size(max = Text.DURATION_LENGTH)
        @Nullable String initialDelay,
    @JsonPropertyDescription("How many results must pass in each step. 1 to 1000. Default: 1.")
        @Min(1)
        @Max(1000)
        @Nullable Integer count) {}
