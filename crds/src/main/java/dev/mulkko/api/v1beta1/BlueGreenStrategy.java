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

/** All pods of the new version first, then all of the traffic at once. */
@ApiRecord
@ValidationRule(
    value =
        "!has(self.previewRoutes) || self.previewRoutes.all(r, self.previewRoutes.exists_one(s,"
            + " s.kind == r.kind && s.name == r.name))",
    message =
        "spec.strategy.blueGreen.previewRoutes has a route more than once: write each route once")
@ValidationRule(
    value = "!has(self.previewRoutes) || self.previewRoutes.all(r, r.kind != 'Ingress')",
    message =
        "spec.strategy.blueGreen.previewRoutes has an Ingress, beside which only shares can be set:"
            + " leave it out, and let the Ingress name the Service of"
            + " spec.strategy.blueGreen.previewService, which leads to the new version by itself")
public record BlueGreenStrategy(
    @JsonPropertyDescription(
            "Name of a Service of yours for those who look at the new version before the switch. It"
                + " must exist and select the pods of the workload; during a rollout it leads to the"
                + " new version alone. Default: none.")
        @Size(min = 1, max = Text.LABEL_LENGTH)
        @Nullable String previewService,
    @JsonPropertyDescription(
            "Routes of yours for those who look at the new version before the switch, for example of"
                + " a host preview.shop.example, at most 16. Their backend is the Service of"
                + " spec.traffic.service; from when the new version has a ready pod until it is"
                + " promoted or taken out they lead to it alone, after that they are as you wrote"
                + " them. Nothing waits for them. A route to previewService needs no entry, and an"
                + " Ingress cannot have one. Default: none.")
        @Size(max = 16)
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<RouteRef> previewRoutes,
    @JsonProperty("switch")
        @JsonPropertyDescription(
            "How the Service goes over. Overlap: through both versions, so that it is never without"
                + " endpoints. Atomic: in one write, so that never both answer. Default: Overlap.")
        @SchemaFrom(type = Switch.class)
        @Nullable String switchMode,
    @JsonPropertyDescription(
            "How long the new version is looked at, with all its pods, before the switch; the"
                + " metrics must pass in that time. A duration such as 2m. Default: 0s, the metrics"
                + " do not decide before the switch.")
        @Pattern(Text.DURATION)
        @ValidationRule(value = Text.IS_DURATION, message = Text.WRITE_DURATION)
        @Size(max = Text.DURATION_LENGTH)
        @Nullable String prePromotion,
    @JsonPropertyDescription("Wait for a person before the switch. Default: do not.")
        @Nullable ApprovalStep approval,
    @JsonPropertyDescription(
            "How long the metrics are watched after the switch while the old version still has its"
                + " pods: a failure switches back. A duration such as 5m. Default: the"
                + " scaleDownDelay.")
        @Pattern(Text.DURATION)
        @ValidationRule(value = Text.IS_DURATION, message = Text.WRITE_DURATION)
        @Size(max = Text.DURATION_LENGTH)
        @Nullable String postPromotion,
    @JsonPropertyDescription(
            "How long pods stay after the traffic has left them. A duration such as 0s, 30s or"
                + " 5m. Default: 30s.")
        @Pattern(Text.DURATION)
        @ValidationRule(value = Text.IS_DURATION, message = Text.WRITE_DURATION)
        @Size(max = Text.DURATION_LENGTH)
        @Nullable String scaleDownDelay) {

  /** An absent list is an empty one. */
  public BlueGreenStrategy {
    previewRoutes = previewRoutes == null ? List.of() : List.copyOf(previewRoutes);
  }

  /** How a Service goes over from one version to the other. */
  public enum Switch {
    @JsonProperty("Overlap")
    OVERLAP,
    @JsonProperty("Atomic")
    ATOMIC
  }
}
