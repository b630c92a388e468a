package dev.mulkko.api.v1beta1;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** A value of a label that a Rollout fills into a query. */
@ApiRecord
public record QueryArgument(
    @JsonPropertyDescription("Its name, as in $(args.name): letters, digits and _. No default.")
        @Required
        @Size(min = 1, max = 40)
        @Pattern("^[a-zA-Z][a-zA-Z0-9_]*$")
        String name,
    @JsonProperty("default")
        @JsonPropertyDescription(
            "Its value where a Rollout gives none, at most 256 characters. Default: none, then each"
                + " Rollout must give one.")
        @Size(max = 256)
        @Nullable String usual) {}
