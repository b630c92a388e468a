package dev.mulkko.api.v1beta1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What must hold before the next step. */
@ApiRecord
public record Analysis(
    @JsonPropertyDescription(
            "Queries whose results must stay within limits while the new version has traffic. At"
                + " most 10. Default: none, then the health of the pods alone decides.")
        @Size(max = 10)
        @ValidationRule(
            value =
                "self.all(m, !has(m.name) || self.exists_one(n, has(n.name) && n.name == m.name))",
            message = "spec.analysis.metrics: two have the same name: give each its own")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<Metric> metrics,
    @JsonPropertyDescription(
            "How long a rollout stays where it is while a metric gives no number. A duration such as"
                + " 90s or 10m. Default: 10m.")
        @Pattern(Text.DURATION)
        @ValidationRule(value = Text.IS_DURATION, message = Text.WRITE_DURATION)
        @Size(max = Text.DURATION_LENGTH)
        @Nullable String holdFor,
    @JsonPropertyDescription(
            "What happens after holdFor. Pause: a person decides. Abort: all traffic back to"
                + " stable. Default: Pause.")
        @SchemaFrom(type = OnNoData.class)
        @Nullable String onNoData,
    @JsonPropertyDescription(
            "Compare the requests of both versions while both have traffic: a new version that is"
                + " worse is taken out within seconds, one that is proven to be as healthy ends its"
                + " step early. With strategy canary. Default: they are not compared.")
        @Nullable RequestComparison requests,
    @JsonPropertyDescription(
            "How many of all healthy rollouts the comparison may stop, at most: more than 0% and at"
                + " most 20%, such as 1% or 0.1%. Default: 1%.")
        @Pattern("^[0-9]{1,2}([.][0-9]{1,3})?%$")
        @Nullable String maxFalseRollback,
    @JsonPropertyDescription(
            "What happens when the time of a step is over without a verdict, with 50 requests of the"
                + " new version and data of both. Promote: it goes on. Pause: a person decides."
                + " Default: Promote.")
        @SchemaFrom(type = OnUndecided.class)
        @Nullable String onUndecided,
    @JsonPropertyDescription(
            "The shortest time of a step that is proven to be healthy. A duration such as 30s or 5m."
                + " Default: 30s for the first weight, 60s for each other one.")
        @Pattern(Text.DURATION)
        @ValidationRule(value = Text.IS_DURATION, message = Text.WRITE_DURATION)
        @Size(max = Text.DURATION_LENGTH)
        @Nullable String minSoak,
    @JsonPropertyDescription(
            "How long the old pods stay after the promotion, so that a failure of metrics or pods"
                + " switches back at once. A duration such as 10m. Default: the scaleDownDelay or"
                + " postPromotion of the strategy, whichever it has.")
        @Pattern(Text.DURATION)
        @ValidationRule(value = Text.IS_DURATION, message = Text.WRITE_DURATION)
        @Size(max = Text.DURATION_LENGTH)
        @Nullable String postWatch,
    @JsonPropertyDescription(
            "What the pods of the new version may use, and how often their containers may end."
                + " Default: they may not be killed for want of memory, nor crash until the kubelet"
                + " backs off.")
        @Nullable PodLimits pods) {

  /** An absent list is an empty one. */
  public Analysis {
    metrics = metrics == null ? List.of() : List.copyOf(metrics);
  }

  /** What happens when a step is over undecided. */
  public enum OnUndecided {
    @JsonProperty("Promote")
    PROMOTE,
    @JsonProperty("Pause")
    PAUSE
  }

  /** What happens when a metric gave no number for too long. */
  public enum OnNoData {
    @JsonProperty("Pause")
    PAUSE,
    @JsonProperty("Abort")
    ABORT
  }
}
