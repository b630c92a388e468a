package dev.mulkko.api.v1beta1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A step that is over. Times are seconds after the attempt began. */
@ApiRecord
public record StepRecord(
    @JsonPropertyDescription("Its number and what it does, such as 1/3 setWeight 5.")
        @Required
        @Size(max = 40)
        String step,
    @JsonPropertyDescription("The share that the new version had when it was left, 0 to 100.")
        @Required
        @Min(0)
        @Max(100)
        int weight,
    @JsonPropertyDescription("When it was entered.") @Required @Min(0) long entered,
    @JsonPropertyDescription("When its share had settled. Absent when it never did.") @Min(0)
        @Nullable Long reached,
    @JsonPropertyDescription("When it was left.") @Required @Min(0) long left,
    @JsonPropertyDescription(
            "What each metric said in it. At most 10; in a DeploymentRecord these are in"
                + " status.gates.")
        @Size(max = 10)
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<MetricRecord> metrics) {

  /** An absent list is an empty one. */
  public StepRecord {
    metrics = metrics == null ? List.of() : List.copyOf(metrics);
  }
}
