package dev.mulkko.api.v1beta1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Map;

/** Which Rollouts a lock is for: those that have one of the names and all of the labels. */
@ApiRecord
@ValidationRule(
    value = "has(self.names) || has(self.matchLabels)",
    message =
        "spec.selector must have names or matchLabels: leave spec.selector out to lock all Rollouts")
public record LockSelector(
    @JsonPropertyDescription("Names of Rollouts, at most 50. Default: any name.")
        @Size(max = 50)
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<@Size(min = 1, max = Text.NAME_LENGTH) String> names,
    @JsonPropertyDescription("Labels that a Rollout must have, at most 10. Default: any labels.")
        @Size(max = 10)
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        Map<String, String> matchLabels) {

  /** An absent list is an empty one. */
  public LockSelector {
    names = names == null ? List.of() : List.copyOf(names);
    matchLabels = matchLabels == null ? Map.of() : Map.copyOf(matchLabels);
  }
}
