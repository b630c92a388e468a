package dev.mulkko.api.v1beta1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** Exactly one of its fields is set. */
@ApiRecord
@ValidationRule(
    value = "[has(self.canary), has(self.blueGreen), has(self.rolling)].exists_one(x, x)",
    message =
        "spec.strategy must have exactly one key, canary, blueGreen or rolling: write strategy:"
            + " {canary: {steps: [{setWeight: 10}]}}, strategy: {blueGreen: {}} or strategy:"
            + " {rolling: {}}")
public record Strategy(
    @JsonPropertyDescription(
            "A growing share of the traffic goes to the new version, one step after the other."
                + " No default.")
        @Nullable CanaryStrategy canary,
    @JsonPropertyDescription(
            "All pods of the new version first, then all of the traffic at once. No default.")
        @Nullable BlueGreenStrategy blueGreen,
    @JsonPropertyDescription(
            "The workload's own rolling update, with its maxSurge and maxUnavailable, watched and"
                + " taken back when it fails. For workers too, which have no Service. No default.")
        @Nullable RollingStrategy rolling) {}
