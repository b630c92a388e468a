package dev.mulkko.api.v1beta1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** What a container ran. */
@ApiRecord
public record RecordedImage(
    @JsonPropertyDescription("Name of the container.")
        @Required
        @Size(min = 1, max = Text.LABEL_LENGTH)
        String container,
    @JsonPropertyDescription("The image, as the pod template names it; longer ones are cut.")
        @Required
        @Size(max = Text.NAME_LENGTH)
        String image,
    @JsonPropertyDescription(
            "The digest that ran, such as sha256:4f1b.... Absent when no pod told it.")
        @Size(max = Text.VALUE_LENGTH)
        @Nullable String digest) {}
