package dev.mulkko.api.v1beta1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** A wait at the weight reached. */
@ApiRecord
public record PauseStep(
    @JsonPropertyDescription(
            "How long to stay, counted from when the weight is in force. A duration such as 30s,"
                + " 5m or 1h30m. Default: until a person says resume.")
        @Pattern(Text.DURATION)
        @ValidationRule(value = Text.IS_DURATION, message = Text.WRITE_DURATION)
        @Size(max = Text.DURATION_LENGTH)
        @Nullable String duration) {}
