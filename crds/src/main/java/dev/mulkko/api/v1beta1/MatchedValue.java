package dev.mulkko.api.v1beta1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** A header or a cookie, with exactly one of exact and regex. */
@ApiRecord
@ValidationRule(
    value = "has(self.exact) != has(self.regex)",
    message =
        "a header or cookie in setMatch must have exactly one of exact and regex: write for example"
            + " {name: x-canary, exact: \"on\"}")
public record MatchedValue(
    @JsonPropertyDescription(
            "Its name; that of a header is the same in upper and lower case. Required, no default.")
        @Required
        @Pattern(Text.TOKEN)
        @Size(min = 1, max = Text.LABEL_LENGTH)
        String name,
    @JsonPropertyDescription("The value that it must have. No default.")
        @Pattern(Text.LINE)
        @Size(min = 1, max = Text.VALUE_LENGTH)
        @Nullable String exact,
    @JsonPropertyDescription(
            "A regular expression (RE2) that the value must match. Routers differ in whether it"
                + " must match all of it: begin it with ^ and end it with $. No default.")
        @Pattern(Text.LINE)
        @Size(min = 1, max = Text.VALUE_LENGTH)
        @Nullable String regex) {}
