package dev.mulkko.api.v1beta1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A query for Rollouts to use. */
@ApiRecord
@ValidationRule(
    value = "!has(self.min) || !has(self.max) || self.min <= self.max",
    message = "a query in spec.queries has a min above its max: no result could pass")
public record ProviderQuery(
    @JsonPropertyDescription("Name of the query, at most 40 characters. No default.")
        @Required
        @Size(min = 1, max = 40)
        @Pattern("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$")
        String name,
    @JsonPropertyDescription(
            "A PromQL query with one number as its result, with the placeholders of"
                + " spec.analysis.metrics of a Rollout, and $(args.name) for each of its own"
                + " arguments, within quotes. No default.")
        @Required
        @Size(min = 1, max = 2048)
        String query,
    @JsonPropertyDescription("What Rollouts may fill in. At most 10. Default: nothing.")
        @Size(max = 10)
        @ValidationRule(
            value = "self.all(a, self.exists_one(b, b.name == a.name))",
            message = "spec.queries.args: two have the same name: give each its own")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<QueryArgument> args,
    @JsonPropertyDescription(
            "The smallest result that passes, where a Rollout names no limit. Default: none.")
        @Nullable Double min,
    @JsonPropertyDescription(
            "The greatest result that passes, where a Rollout names no limit. Default: none.")
        @Nullable Double max,
    @JsonPropertyDescription(
            "How often it is measured, where a Rollout does not say. A duration such as 1m. Default:"
                + " 30s.")
        @Pattern(Text.DURATION)
        @ValidationRule(value = Text.IS_DURATION, message = Text.WRITE_DURATION)
        @Size(max = Text.DURATION_LENGTH)
        @Nullable String interval) {

  /** An absent list is an empty one. */
  public ProviderQuery {
    args = args == null ? List.of() : List.copyOf(args);
  }
}
