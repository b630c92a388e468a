package dev.mulkko.api.v1beta1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** Exactly one of its fields is set. */
@ApiRecord
@ValidationRule(
    value =
        "[has(self.percent), has(self.replicas), has(self.matchWeight)].exists_one(x, x)"
            + " && (!has(self.matchWeight) || self.matchWeight)",
    message =
        "setCanaryScale in spec.strategy.canary.steps must have exactly one key: write {percent:"
            + " 50}, {replicas: 3} or {matchWeight: true}")
public record CanaryScale(
    @JsonPropertyDescription("Share of the Deployment's pods, in percent, 1 to 100. No default.")
        @Min(1)
        @Max(100)
        @Nullable Integer percent,
    @JsonPropertyDescription(
            "Pods, at least 1; never more than the Deployment has itself. No default.")
        @Min(1)
        @Nullable Integer replicas,
    @JsonPropertyDescription("True: as many as the weight needs, as without this step. No default.")
        @Nullable Boolean matchWeight) {}
