package dev.mulkko.api.v1beta1;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** How a pod template says which version it is. */
@ApiRecord
public record VersionNaming(
    @JsonPropertyDescription(
            "How names of versions are read: a regular expression with the groups ticket, module and"
                + " builtAt (14 digits, yyyyMMddHHmmss), which matches the whole name. Default: the"
                + " operator's, which reads names such as PAY-123-checkout-20261124093000.")
        @Size(min = 1, max = 500)
        @Nullable String pattern,
    @JsonPropertyDescription(
            "By whose clocks the time in a name is written, such as Asia/Seoul. Default: the"
                + " operator's, UTC.")
        @Size(min = 1, max = 64)
        @Nullable String timeZone,
    @JsonPropertyDescription(
            "What follows when a new version has no name that can be read. Ignore: nothing. Warn: it"
                + " is said, and the rollout begins. Deny: it is said, and the rollout does not begin."
                + " Default: the operator's, Ignore.")
        @SchemaFrom(type = Policy.class)
        @Nullable String policy) {

  /** What follows when there is no name. */
  public enum Policy {
    @JsonProperty("Ignore")
    IGNORE,
    @JsonProperty("Warn")
    WARN,
    @JsonProperty("Deny")
    DENY
  }
}
