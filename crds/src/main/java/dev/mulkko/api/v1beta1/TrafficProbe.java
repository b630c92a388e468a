package dev.mulkko.api.v1beta1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** Requests of the operator's own, through the address that clients use. */
@ApiRecord
public record TrafficProbe(
    @JsonPropertyDescription(
            "What is asked with GET, through one of the routes: http://gateway.example/healthz. Its"
                + " host and port must be listed in MULKKO_PROBE_HOSTS of the operator. No user, no"
                + " query. Redirects are not followed and bodies are not read.")
        @Required
        @Pattern("^https?://[A-Za-z0-9.:\\[\\]-]+(/[!-~]*)?$")
        @Size(min = 1, max = 253)
        String url,
    @JsonPropertyDescription(
            "Header Host of the requests, where it is not that of the url: shop.example.")
        @Pattern("^[A-Za-z0-9.-]+(:[0-9]+)?$")
        @Size(min = 1, max = Text.NAME_LENGTH)
        @Nullable String host,
    @JsonPropertyDescription(
            "Header of the answers whose value differs between versions, such as x-version. It is"
                + " learned before the new version gets any traffic what the old one says: whatever"
                + " else is said later is the new one's.")
        @Required
        @Pattern(Text.TOKEN)
        @Size(min = 1, max = 40)
        String revisionHeader,
    @JsonPropertyDescription(
            "Requests of one look, 20 to 1000, at most 50 in a second. Default: 100.")
        @Min(20)
        @Max(1000)
        @Nullable Integer requests,
    @JsonPropertyDescription(
            "How far the share that is seen may be from the one that was written, in percentage"
                + " points, 1 to 50. Never less than 400 * sqrt(w * (1 - w) / requests) points, where"
                + " w is the share written, 0 to 1: four standard deviations of as many fair draws,"
                + " so that chance is not taken for a fault. Default: 5.")
        @Min(1)
        @Max(50)
        @Nullable Integer tolerance) {}
