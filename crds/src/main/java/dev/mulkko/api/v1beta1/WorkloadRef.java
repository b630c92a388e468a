package dev.mulkko.api.v1beta1;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** The workload a Rollout is attached to, in its own namespace. */
@ApiRecord
public record WorkloadRef(
    @JsonPropertyDescription("Kind of the workload. Default: Deployment, the only kind there is.")
        @SchemaFrom(type = Kind.class)
        @Default("Deployment")
        String kind,
    @JsonPropertyDescription(
            "Name of the workload, in the namespace of the Rollout. Cannot be changed.")
        @Required
        @Size(min = 1, max = Text.NAME_LENGTH)
        @ValidationRule(
            value = "self == oldSelf",
            message =
                "spec.workloadRef.name cannot be changed: delete the Rollout and create a new one"
                    + " for the other Deployment")
        String name,
    @JsonPropertyDescription(
            "Whether two versions of the workload may run at the same time although its strategy is"
                + " Recreate. Without it such a workload is refused. Default: false.")
        @Nullable Boolean allowTwoVersions) {

  /** For whoever reads a manifest that no API server has seen. */
  public WorkloadRef {
    kind = kind == null ? "Deployment" : kind;
  }

  /** StatefulSet, DaemonSet and CronJob are refused by the type. */
  public enum Kind {
    @JsonProperty("Deployment")
    DEPLOYMENT
  }
}
