package dev.mulkko.api.v1beta1;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** How far a result of the new version may be from the running one's. */
@ApiRecord
@ValidationRule(
    value =
        "has(self.worse) && self.worse == 'Lower'"
            + " ? self.factor > 0.0 && self.factor <= 1.0 : self.factor >= 1.0",
    message =
        "compare.factor of a metric must be at least 1, such as 1.3: at most so many times the other"
            + " version's result passes; with worse: Lower above 0 and at most 1, such as 0.8")
public record MetricComparison(
    @JsonPropertyDescription("The version that is compared with. Default: Stable.")
        @SchemaFrom(type = To.class)
        @Nullable String to,
    @JsonPropertyDescription(
            "So many times the other version's result still passes: at least 1, such as 1.3; with"
                + " worse: Lower above 0 and at most 1, such as 0.8. No default.")
        @Required
        double factor,
    @JsonPropertyDescription(
            "Which results are worse: Higher, as of latencies, or Lower, as of hit ratios. Default:"
                + " Higher.")
        @SchemaFrom(type = Worse.class)
        @Nullable String worse,
    @JsonPropertyDescription(
            "A result that is no worse than this passes whatever the other version's is, so that"
                + " nothing is made of small numbers. Default: none.")
        @Nullable Double harmless) {

  /** Whose result is the measure. */
  public enum To {
    @JsonProperty("Stable")
    STABLE
  }

  /** In which direction a result gets worse. */
  public enum Worse {
    @JsonProperty("Higher")
    HIGHER,
    @JsonProperty("Lower")
    LOWER
  }
}
