package dev.mulkko.api.v1beta1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** Exactly one of its fields is set. */
@ApiRecord
@ValidationRule(
    value = "has(self.canary)",
    message =
        "spec.strategy must have exactly one key, and canary is the only one there is: write"
            + " strategy: {canary: {steps: [{setWeight: 10}]}}")
public record Strategy(
    @JsonPropertyDescription(
            "A growing share of the traffic goes to the new version, one step after the other."
                + " No default.")
        @Nullable CanaryStrategy canary) {}
