package dev.mulkko.api.v1beta1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** The workload's own rolling update, watched. */
@ApiRecord
public record RollingStrategy(
    @JsonPropertyDescription(
            "How long pods and metrics are watched after the last old pod is gone: a failure brings"
                + " the old version back, with new pods. A duration such as 5m. Default: 0s.")
        @Pattern(Text.DURATION)
        @ValidationRule(value = Text.IS_DURATION, message = Text.WRITE_DURATION)
        @Size(max = Text.DURATION_LENGTH)
        @Nullable String postPromotion) {}
