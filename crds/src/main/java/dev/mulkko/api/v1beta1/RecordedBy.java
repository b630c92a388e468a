package dev.mulkko.api.v1beta1;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** Somebody, and how sure it is that it was them. */
@ApiRecord
public record RecordedBy(
    @JsonPropertyDescription("Name of the user, as the API server or they themselves say it.")
        @Required
        @Size(min = 1, max = Text.NAME_LENGTH)
        String name,
    @JsonPropertyDescription(
            "Stamped: the API server wrote the name, and nobody else can. Claimed: whoever made the"
                + " change could write any name.")
        @SchemaFrom(type = Trust.class)
        @Required
        String trust) {

  /** How sure a name is. */
  public enum Trust {
    @JsonProperty("Stamped")
    STAMPED,
    @JsonProperty("Claimed")
    CLAIMED
  }
}
