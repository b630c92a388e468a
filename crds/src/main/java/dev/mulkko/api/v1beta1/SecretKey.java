package dev.mulkko.api.v1beta1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** One value of a Secret in the operator's own namespace. */
@ApiRecord
public record SecretKey(
    @JsonPropertyDescription("Name of the Secret. No default.")
        @Required
        @Size(min = 1, max = Text.NAME_LENGTH)
        String secret,
    @JsonPropertyDescription("Key of the value. Default: token.")
        @Pattern("^[-._a-zA-Z0-9]+$")
        @Size(min = 1, max = 253)
        @Nullable String key) {}
