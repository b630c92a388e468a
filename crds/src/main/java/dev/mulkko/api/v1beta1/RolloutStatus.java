package dev.mulkko.api.v1beta1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the operator saw and did. The first ten fields and the conditions are for people and tools
 * and are never read back; the others are the facts that cannot be read again from the cluster.
 */
@ApiRecord
public record RolloutStatus(
    @JsonPropertyDescription(
            "The metadata.generation this status speaks of. Default: -1, not yet seen by the"
                + " operator.")
        long observedGeneration,
    @JsonPropertyDescription(
            "One word for where the rollout is. For people: the conditions are the API.")
        @Nullable String phase,
    @JsonPropertyDescription("The strategy, as printed: Canary, BlueGreen or Rolling.")
        @Nullable String strategy,
    @JsonPropertyDescription("The step and the number of steps, as printed: 2/3. Absent at rest.")
        @Nullable String step,
    @JsonPropertyDescription(
            "Share of the traffic that is verified to go to the new version, in a rolling update of"
                + " the pods that are new, as printed: 50%. Absent at rest.")
        @Nullable String weight,
    @JsonPropertyDescription(
            "How long each change of traffic settles after the data plane was seen to carry it:"
                + " traffic.settle or what its kind of router needs, for example 3s.")
        @Nullable String settle,
    @JsonPropertyDescription(
            "What nobody can tell of the traffic, one sentence for each kind of router: the time to"
                + " settle stands for it; and why a probe could not tell. At most 6.")
        @Size(max = 6)
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<@Size(max = 200) String> unverified,
    @JsonPropertyDescription("Name of the revision that carries the traffic.")
        @Nullable String stable,
    @JsonPropertyDescription("Name of the new revision. Absent at rest.") @Nullable String canary,
    @JsonPropertyDescription("Ready and wanted pods of all revisions, as printed: 6/6.")
        @Nullable String ready,
    @JsonPropertyDescription("Why it is in this phase, as one word.") @Nullable String reason,
    @JsonPropertyDescription("Why it is in this phase, as one sentence, and what would change it.")
        @Nullable String message,
    @JsonPropertyDescription(
            "The metadata.generation of the workload whose template was last accepted, as stable,"
                + " canary or refused.")
        @Nullable Long acceptedGeneration,
    @JsonPropertyDescription("metadata.uid of the workload this Rollout is attached to.")
        @Nullable String workloadUid,
    @JsonPropertyDescription(
            "Number of the last attempt, from 1: that of its DeploymentRecord. Absent before the"
                + " first.")
        @Min(0)
        @Nullable Long attempts,
    @JsonPropertyDescription("The rollout under way. Absent at rest.")
        @Nullable RolloutProgress rollout,
    @JsonPropertyDescription("Revisions that were aborted, the newest first, at most 5.")
        @Size(max = 5)
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<RefusedRevision> refused,
    @JsonPropertyDescription(
            "The last RolloutAction that changed the course of a rollout. Absent before the first.")
        @Nullable ActedRecord lastAction,
    @JsonPropertyDescription(
            "The list that was followed and its rule that decided last; those before it in that list"
                + " had nothing to say. At most 1024 characters.")
        @Size(max = 1024)
        @Nullable String trace,
    @JsonPropertyDescription(
            "What would make rollouts of this workload safer, each as a sentence that names the"
                + " field to change. It blocks nothing. At most 6 of at most 300 characters; absent"
                + " when there is none.")
        @Size(max = 6)
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<@Size(max = 300) String> advice,
    @JsonPropertyDescription(
            "Ready, Reconciling and Stalled as kstatus reads them, and more that can be waited for"
                + " with kubectl wait.")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<Condition> conditions) {

  /** Absent lists are empty ones. */
  public RolloutStatus {
    unverified = unverified == null ? List.of() : List.copyOf(unverified);
    refused = refused == null ? List.of() : List.copyOf(refused);
    advice = advice == null ? List.of() : List.copyOf(advice);
    conditions = conditions == null ? List.of() : List.copyOf(conditions);
  }
}
