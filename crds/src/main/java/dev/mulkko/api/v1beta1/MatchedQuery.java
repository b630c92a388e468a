package dev.mulkko.api.v1beta1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** A parameter of the query. */
@ApiRecord
public record MatchedQuery(
    @JsonPropertyDescription("Its name. Required, no default.")
        @Required
        @Pattern(Text.TOKEN)
        @Size(min = 1, max = Text.LABEL_LENGTH)
        String name,
    @JsonPropertyDescription("The value that it must have. Required, no default.")
        @Required
        @Pattern(Text.LINE)
        @Size(min = 1, max = Text.VALUE_LENGTH)
        String exact) {}
