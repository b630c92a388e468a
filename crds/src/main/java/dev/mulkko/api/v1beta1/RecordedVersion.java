package dev.mulkko.api.v1beta1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A version, by all its names. */
@ApiRecord
public record RecordedVersion(
    @JsonPropertyDescription("Name of the revision: that of the pod template.")
        @Required
        @Size(min = 1, max = Text.LABEL_LENGTH)
        String revision,
    @JsonPropertyDescription(
            "What the pod template calls its version, such as PAY-123-checkout-20261124093000."
                + " Absent when it says nothing.")
        @Size(max = Text.NAME_LENGTH)
        @Nullable String version,
    @JsonPropertyDescription("The ticket in that name. Absent when the name cannot be read.")
        @Size(max = Text.VALUE_LENGTH)
        @Nullable String ticket,
    @JsonPropertyDescription("The module in that name. Absent when the name cannot be read.")
        @Size(max = Text.VALUE_LENGTH)
        @Nullable String module,
    @JsonPropertyDescription(
            "When it was built, by that name, RFC 3339 in UTC. Absent when the name cannot be read.")
        @Nullable Instant builtAt,
    @JsonPropertyDescription("The images of its first containers, at most 4.")
        @Size(max = 4)
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<RecordedImage> images) {

  /** An absent list is an empty one. */
  public RecordedVersion {
    images = images == null ? List.of() : List.copyOf(images);
  }
}
