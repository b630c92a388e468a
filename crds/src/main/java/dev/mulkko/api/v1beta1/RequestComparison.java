package dev.mulkko.api.v1beta1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** Where both versions tell how many requests they answered, and how many of them failed. */
@ApiRecord
public record RequestComparison(
    @JsonPropertyDescription(
            "Port of the pods at which they tell their metrics, 1 to 65535. Default: the port of the"
                + " pods behind the first port of spec.traffic.service.")
        @Min(1)
        @Max(65535)
        @Nullable Integer port,
    @JsonPropertyDescription("Path of the page, such as /actuator/prometheus. Default: /metrics.")
        @Pattern("^/[A-Za-z0-9/._~-]*$")
        @Size(max = 200)
        @Nullable String path) {}
