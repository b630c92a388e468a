package dev.mulkko.api.v1beta1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happened, and how it ended. With its outcome it is closed. */
@ApiRecord
@ValidationRule(
    value = "!has(oldSelf.outcome) || self == oldSelf",
    message = "a DeploymentRecord that has an outcome is closed: it cannot be changed any more")
public record DeploymentRecordStatus(
    @JsonPropertyDescription(
            "Promoted: the new version has all of the traffic. RolledBack: something was wrong with"
                + " it. Aborted: somebody ended it, and nothing was wrong. Superseded: a newer version"
                + " took its place before it was done. Undone: the version that had run before is back,"
                + " as somebody asked. Absent while it is under way.")
        @SchemaFrom(type = Outcome.class)
        @Nullable String outcome,
    @JsonPropertyDescription("Why, as one word. Absent while it is under way.")
        @Size(max = Text.LABEL_LENGTH)
        @Nullable String reason,
    @JsonPropertyDescription("Why, as one sentence with the numbers, at most 400 characters.")
        @Size(max = 400)
        @Nullable String message,
    @JsonPropertyDescription("When the outcome was decided, RFC 3339 in UTC.")
        @Nullable Instant endedAt,
    @JsonPropertyDescription(
            "Seconds in which it went on: pods, traffic, steps with a time of their own. Default: 0.")
        @Min(0)
        @Nullable Long progressSeconds,
    @JsonPropertyDescription("Seconds in which it waited for people, pauses and locks. Default: 0.")
        @Min(0)
        @Nullable Long waitingSeconds,
    @JsonPropertyDescription(
            "Seconds from the build of the version to its promotion. Absent unless it was promoted and"
                + " its name says when it was built.")
        @Min(0)
        @Nullable Long leadSeconds,
    @JsonPropertyDescription(
            "Seconds from the decision to take the version out until all of the traffic was back at"
                + " the one before. Absent unless something was wrong.")
        @Min(0)
        @Nullable Long restoreSeconds,
    @JsonPropertyDescription("The steps that it went through, the first first, at most 64.")
        @Size(max = 64)
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<StepRecord> steps,
    @JsonPropertyDescription("What the metrics said, of all steps together, at most 11.")
        @Size(max = 11)
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<GateRecord> gates,
    @JsonPropertyDescription("Who approved, the first first, at most 10.")
        @Size(max = 10)
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<ApprovalRecord> approvers,
    @JsonPropertyDescription("Which locks were overridden, by whom and why. Absent when none was.")
        @Nullable UnlockRecord unlocked,
    @JsonPropertyDescription(
            "All attempts of this Rollout up to and with this one. Absent while it is under way.")
        @Nullable DeploymentTotals totals) {

  /** Absent lists are empty ones. */
  public DeploymentRecordStatus {
    steps = steps == null ? List.of() : List.copyOf(steps);
    gates = gates == null ? List.of() : List.copyOf(gates);
    approvers = approvers == null ? List.of() : List.copyOf(approvers);
  }

  /** How an attempt can end. */
  public enum Outcome {
    @JsonProperty("Promoted")
    PROMOTED,
    @JsonProperty("RolledBack")
    ROLLED_BACK,
    @JsonProperty("Aborted")
    ABORTED,
    @JsonProperty("Superseded")
    SUPERSEDED,
    @JsonProperty("Undone")
    UNDONE
  }
}
