package dev.mulkko.api.v1beta1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** How often something took how long. */
@ApiRecord
public record DurationTotals(
    @JsonPropertyDescription("How many there were.") @Required @Min(0) long count,
    @JsonPropertyDescription("All of them together, in seconds.") @Required @Min(0) long seconds,
    @JsonPropertyDescription(
            "How many were within each of the bounds, the shortest bound first, each with those of the"
                + " bounds before it.")
        @Required
        @Size(max = 4)
        List<Long> within) {

  /** An absent list is an empty one. */
  public DurationTotals {
    within = within == null ? List.of() : List.copyOf(within);
  }
}
