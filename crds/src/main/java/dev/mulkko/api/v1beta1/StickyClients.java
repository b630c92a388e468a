package dev.mulkko.api.v1beta1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** By what a client is known again. */
@ApiRecord
public record StickyClients(
    @JsonPropertyDescription(
            "Name of the cookie, of which the host has no other. Default: mulkko-<name of the"
                + " Rollout>.")
        @Pattern(Text.TOKEN)
        @Size(min = 1, max = Text.LABEL_LENGTH)
        @Nullable String cookie,
    @JsonPropertyDescription(
            "How long a client keeps its cookie. Then it draws again, with the same chance, and may"
                + " meet the other version: write more than the rollout takes. A duration such as"
                + " 30m or 24h, at least 1s. Default: 24h.")
        @Pattern(Text.DURATION)
        @ValidationRule(value = Text.IS_DURATION, message = Text.WRITE_DURATION)
        @Size(max = Text.DURATION_LENGTH)
        @Nullable String maxAge) {}
