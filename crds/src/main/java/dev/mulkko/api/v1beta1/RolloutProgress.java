package dev.mulkko.api.v1beta1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rollout under way: only what cannot be read again from the cluster. */
@ApiRecord
public record RolloutProgress(
    @JsonPropertyDescription("When the new revision was accepted, RFC 3339 in UTC.") @Required
        Instant startedAt,
    @JsonPropertyDescription("Index of the present step, from 0.") @Required @Min(0) int stepIndex,
    @JsonPropertyDescription(
            "When the present step was entered, RFC 3339 in UTC. progressDeadline counts from"
                + " here.")
        @Nullable Instant stepEnteredAt,
    @JsonPropertyDescription(
            "When the weight of the present step was verified and settled, RFC 3339 in UTC. stepTime"
                + " and pauses count from here. Absent before.")
        @Nullable Instant stepStartedAt,
    @JsonPropertyDescription(
            "Since when the time of the present step stands still because its weight is not seen to"
                + " be in force any more, RFC 3339 in UTC. Absent while it passes.")
        @Nullable Instant stepStoppedAt,
    @JsonPropertyDescription(
            "Weight of the last step that was verified and settled, 0 to 100. Default: 0.")
        @Min(0)
        @Max(100)
        @Nullable Integer reachedWeight,
    @JsonPropertyDescription(
            "What the data plane was last seen to carry when this was written. Absent before.")
        @Nullable Verified verified,
    @JsonPropertyDescription(
            "When the new revision had all of the traffic and the workload, RFC 3339 in UTC. Absent"
                + " before.")
        @Nullable Instant promotedAt,
    @JsonPropertyDescription("Why the rollout is being taken back. Absent unless it is.")
        @Nullable AbortRecord abort,
    @JsonPropertyDescription("Why the rollout stays where it is. Absent unless it does.")
        @Nullable PauseRecord paused,
    @JsonPropertyDescription(
            "For an undo: name of the revision of the workload's template when it began. Absent for"
                + " a new version.")
        @Nullable String undoes,
    @JsonPropertyDescription("What each metric said in the present step. At most 10.")
        @Size(max = 10)
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<MetricRecord> metrics,
    @JsonPropertyDescription(
            "Who told the counters that are compared, such as Pods, and why the others did not. Absent"
                + " before anybody looked.")
        @Nullable String requestsFrom,
    @JsonPropertyDescription(
            "What the comparison of the requests of both versions knew. At most 4.")
        @Size(max = 4)
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<RequestRecord> requests,
    @JsonPropertyDescription(
            "Who changed the template, as stamped by the API server. Absent when nobody stamped it.")
        @Nullable String changedBy,
    @JsonPropertyDescription(
            "Identifier of this rollout in events, logs and notices, taken from the workload's"
                + " annotation mulkko.dev/correlation-id or made.")
        @Nullable String correlationId,
    @JsonPropertyDescription(
            "By what spec.traffic.probe tells the versions apart. Absent before it has looked.")
        @Nullable ProbeRecord probe,
    @JsonPropertyDescription("Number of this attempt: that of its DeploymentRecord.") @Min(0)
        @Nullable Long attempt,
    @JsonPropertyDescription("For whom, as the pipeline says it. Absent when it says nothing.")
        @Size(max = Text.VALUE_LENGTH)
        @Nullable String onBehalfOf,
    @JsonPropertyDescription("Steps that are over and not in the DeploymentRecord yet. At most 10.")
        @Size(max = 10)
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<StepRecord> steps,
    @JsonPropertyDescription("Who approved, and is not in the DeploymentRecord yet. At most 10.")
        @Size(max = 10)
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<ApprovalRecord> approvers,
    @JsonPropertyDescription("Seconds in which it waited for people, pauses and locks. Default: 0.")
        @Min(0)
        @Nullable Long waitedSeconds,
    @JsonPropertyDescription("Which locks were overridden, by whom and why. Absent when none was.")
        @Nullable UnlockRecord unlocked,
    @JsonPropertyDescription(
            "When the traffic was seen back at the version before, RFC 3339 in UTC. Absent while it is"
                + " not.")
        @Nullable Instant restoredAt) {

  /** Absent lists are empty ones. */
  public RolloutProgress {
    steps = steps == null ? List.of() : List.copyOf(steps);
    approvers = approvers == null ? List.of() : List.copyOf(approvers);
    requests = requests == null ? List.of() : List.copyOf(requests);
    metrics = metrics == null ? List.of() : List.copyOf(metrics);
  }
}
