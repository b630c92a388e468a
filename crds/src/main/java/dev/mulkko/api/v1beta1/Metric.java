package dev.mulkko.api.v1beta1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A query with a limit. */
@ApiRecord
@ValidationRule(
    value = "has(self.query) != has(self.use)",
    message =
        "a metric in spec.analysis.metrics needs either query, its own text, or use, the name of a"
            + " query of a MetricProvider such as prometheus/p99")
@ValidationRule(
    value = "has(self.min) || has(self.max) || has(self.compare) || has(self.use)",
    message =
        "a metric in spec.analysis.metrics has no limit: write max: 0.8 for a result that must not"
            + " exceed it, or min for one that must not fall below it")
@ValidationRule(
    value = "!has(self.min) || !has(self.max) || self.min <= self.max",
    message = "a metric in spec.analysis.metrics has a min above its max: no result could pass")
@ValidationRule(
    value = "has(self.name) || has(self.use)",
    message = "a metric in spec.analysis.metrics with a query of its own needs a name")
@ValidationRule(
    value = "!has(self.args) || has(self.use)",
    message =
        "args of a metric in spec.analysis.metrics are for a query of a MetricProvider: leave them"
            + " out beside query")
@ValidationRule(
    value = "!has(self.provider) || has(self.query)",
    message =
        "use of a metric in spec.analysis.metrics names its provider already: leave provider out")
public record Metric(
    @JsonPropertyDescription(
            "Name of the metric, as shown in status and events: at most 40 characters. Default: the"
                + " name of the query that is used.")
        @Size(min = 1, max = 40)
        @Pattern("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$")
        @Nullable String name,
    @JsonPropertyDescription(
            "A PromQL query with one number as its result. $(namespace), $(rollout), $(canary.pods),"
                + " $(stable.pods), $(canary.hash) and $(stable.hash) are filled in; $(pods) and"
                + " $(hash) are those of the version that is asked about: the canary, and with"
                + " compare stable too. The pods are regular expressions for =~. No default: write it"
                + " or use.")
        @Size(min = 1, max = 2048)
        @Nullable String query,
    @JsonPropertyDescription(
            "MetricProvider that is asked. Default: the one named default; without one, the server"
                + " that the operator was given.")
        @Size(min = 1, max = Text.NAME_LENGTH)
        @Nullable String provider,
    @JsonPropertyDescription(
            "A query that a MetricProvider has, as provider/query: prometheus/p99. Default: none.")
        @Pattern("^[a-z0-9][-a-z0-9.]*/[a-z0-9]([-a-z0-9]*[a-z0-9])?$")
        @Size(min = 3, max = 294)
        @Nullable String use,
    @JsonPropertyDescription(
            "What the arguments of the query are, by name, at most 256 characters each. Default: as"
                + " the query says.")
        @Nullable Map<String, String> args,
    @JsonPropertyDescription(
            "The smallest result that passes. Default: none; with use and no limit of its own, that"
                + " of the query.")
        @Nullable Double min,
    @JsonPropertyDescription(
            "The greatest result that passes. Default: none; with use and no limit of its own, that"
                + " of the query.")
        @Nullable Double max,
    @JsonPropertyDescription(
            "A limit that moves with the other version: the query is asked for both at the same"
                + " moment, and must contain $(pods) or $(hash). Default: none.")
        @Nullable MetricComparison compare,
    @JsonPropertyDescription(
            "How often it is measured. A duration such as 10s or 1m, at least 1s. Default: 30s; with use,"
                + " that of the query. Never more often than the provider allows.")
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
