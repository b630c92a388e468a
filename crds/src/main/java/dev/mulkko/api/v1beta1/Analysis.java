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
            value = "self.all(m, self.exists_one(n, n.name == m.name))",
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
        @Nullable String onNoData) {

  /** An absent list is an empty one. */
  public Analysis {
    metrics = metrics == null ? List.of() : List.copyOf(metrics);
  }

  /** What happens when a metric gave no number for too long. */
  public enum OnNoData {
    @JsonProperty("Pause")
    PAUSE,
    @JsonProperty("Abort")
    ABORT
  }
}
