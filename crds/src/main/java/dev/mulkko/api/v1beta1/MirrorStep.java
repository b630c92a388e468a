package dev.mulkko.api.v1beta1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import org.jspecify.annotations.Nullable;

/** Copies of requests, whose answers nobody sees. */
@ApiRecord
public record MirrorStep(
    @JsonPropertyDescription(
            "Of how many requests the new version gets a copy, in percent, 0 to 100; 0 ends it. Less"
                + " than 100 only where the GatewayClass names HTTPRouteRequestPercentageMirror in"
                + " status.supportedFeatures. Default: 100.")
        @Min(0)
        @Max(100)
        @Nullable Integer percent) {}
