package dev.mulkko.api.v1beta1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** By what a server knows Mulkko. All Secrets are those of the operator's own namespace. */
@ApiRecord
@ValidationRule(
    value =
        "[has(self.bearer), has(self.basic), has(self.clientCertificate)].filter(x, x).size() == 1",
    message = "spec.credentials needs exactly one of bearer, basic and clientCertificate")
public record ProviderCredentials(
    @JsonPropertyDescription("A token in header Authorization. Default: none.")
        @Nullable SecretKey bearer,
    @JsonPropertyDescription(
            "Name of a Secret with the keys username and password, sent as basic authentication."
                + " Default: none.")
        @Size(min = 1, max = Text.NAME_LENGTH)
        @Nullable String basic,
    @JsonPropertyDescription(
            "Name of a Secret with the keys tls.crt and tls.key, as PEM, shown to a server with"
                + " https. Default: none.")
        @Size(min = 1, max = Text.NAME_LENGTH)
        @Nullable String clientCertificate) {}
