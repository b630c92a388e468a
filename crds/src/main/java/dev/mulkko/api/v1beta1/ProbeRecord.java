package dev.mulkko.api.v1beta1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** By what the probe of the traffic tells the versions apart. */
@ApiRecord
public record ProbeRecord(
    @JsonPropertyDescription("The header of answers that was looked at.") @Required @Size(max = 40)
        String header,
    @JsonPropertyDescription(
            "Its values with which the old version answered while it had all of the traffic. At most"
                + " 3.")
        @Size(max = 3)
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<@Size(max = 24) String> stable,
    @JsonPropertyDescription("Why these tell nothing, as one sentence. Absent when they do.")
        @Nullable String unknown) {

  /** An absent list is an empty one. */
  public ProbeRecord {
    stable = stable == null ? List.of() : List.copyOf(stable);
  }
}
