package dev.mulkko.api.v1beta1;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** A wait for a person. */
@ApiRecord
public record ApprovalStep(
    @JsonPropertyDescription(
            "What the person is asked, at most 200 characters: shown in status and events. Default:"
                + " none.")
        @Size(max = 200)
        @Nullable String message,
    @JsonPropertyDescription(
            "How long to wait. A duration such as 30m or 24h. Default: without end.")
        @Pattern(Text.DURATION)
        @ValidationRule(value = Text.IS_DURATION, message = Text.WRITE_DURATION)
        @Size(max = Text.DURATION_LENGTH)
        @Nullable String timeout,
    @JsonPropertyDescription(
            "What happens when nobody answered in time. Abort: all traffic back to stable. Resume:"
                + " the rollout goes on. Default: Abort.")
        @SchemaFrom(type = OnTimeout.class)
        @Nullable String onTimeout,
    @JsonPropertyDescription(
            "Who may approve. Anyone: whoever may resume it. Others: not who changed the template;"
                + " it must be known who that is, and who asks. Default: Anyone.")
        @SchemaFrom(type = Approvers.class)
        @Nullable String approvers) {

  /** What happens when nobody answered in time. */
  public enum OnTimeout {
    @JsonProperty("Abort")
    ABORT,
    @JsonProperty("Resume")
    RESUME
  }

  /** Who may approve. */
  public enum Approvers {
    @JsonProperty("Anyone")
    ANYONE,
    @JsonProperty("Others")
    OTHERS
  }
}
