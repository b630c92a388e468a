package dev.mulkko.api.v1beta1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/**
 * What the user asks for. Defaults are applied by the operator, so that GitOps tools see no drift.
 */
@ApiRecord
@ValidationRule(
    value = "has(self.traffic) || has(self.strategy.rolling)",
    message =
        "spec.traffic is required: write traffic: {service: <the Service that clients use today>,"
            + " routes: [{kind: HTTPRoute, name: <its route>}]}; routes may be left out where"
            + " there is none, and all of it with strategy: {rolling: {}}")
@ValidationRule(
    value =
        "!has(self.strategy.rolling) || !has(self.traffic) || !has(self.traffic.routes) ||"
            + " self.traffic.routes.size() == 0",
    message =
        "spec.traffic.routes is not for strategy rolling, which shifts pods and sets no weight:"
            + " leave routes out, or write a canary")
@ValidationRule(
    value =
        "!has(self.strategy.canary) || !has(self.traffic) || has(self.traffic.routes) &&"
            + " self.traffic.routes.size() > 0 || self.strategy.canary.steps.all(s,"
            + " !has(s.setWeight) || s.setWeight <= 50 || s.setWeight == 100)",
    message =
        "spec.strategy.canary.steps has a setWeight between 50 and 100, but without a route the"
            + " share is that of the pods and ends at 50: write at most 50, the step to 100 comes"
            + " by itself, or name a route in spec.traffic.routes")
@ValidationRule(
    value =
        "!has(self.strategy.canary) || !has(self.traffic) || has(self.traffic.routes) &&"
            + " self.traffic.routes.size() > 0 || self.strategy.canary.steps.all(s,"
            + " !has(s.setCanaryScale))",
    message =
        "spec.strategy.canary.steps has a setCanaryScale, but without a route the pods are the"
            + " shares: leave it out, or name a route in spec.traffic.routes")
@ValidationRule(
    value =
        "!has(self.strategy.canary) || !self.strategy.canary.steps.exists(s, has(s.setMatch)) ||"
            + " has(self.traffic) && has(self.traffic.routes) && self.traffic.routes.size() > 0 &&"
            + " self.traffic.routes.all(r, r.kind != 'TraefikService')",
    message =
        "spec.strategy.canary.steps has a setMatch, but a Service or a TraefikService cannot tell"
            + " requests apart: leave it out, or name in spec.traffic.routes only routes that can,"
            + " such as {kind: HTTPRoute, name: shop}")
@ValidationRule(
    value =
        "!has(self.strategy.canary) || !has(self.strategy.canary.sticky) || has(self.traffic) &&"
            + " has(self.traffic.routes) && self.traffic.routes.size() > 0 &&"
            + " self.traffic.routes.all(r, r.kind == 'HTTPRoute')",
    message =
        "spec.strategy.canary.sticky is for HTTPRoutes alone, by whose rules cookies are given and"
            + " asked for: leave it out, or name only those in spec.traffic.routes, such as"
            + " {kind: HTTPRoute, name: shop}")
@ValidationRule(
    value =
        "!has(self.strategy.canary) || !self.strategy.canary.steps.exists(s, has(s.setMirror)) ||"
            + " has(self.traffic) && has(self.traffic.routes) && self.traffic.routes.size() > 0 &&"
            + " self.traffic.routes.all(r, r.kind == 'HTTPRoute')",
    message =
        "spec.strategy.canary.steps has a setMirror, but only an HTTPRoute can send copies of"
            + " requests: leave it out, or name in spec.traffic.routes only routes such as {kind:"
            + " HTTPRoute, name: shop}")
@ValidationRule(
    value =
        "!has(self.strategy.blueGreen) || !has(self.strategy.blueGreen.previewRoutes) ||"
            + " !has(self.traffic) || !has(self.traffic.routes) ||"
            + " self.strategy.blueGreen.previewRoutes.all(p, !self.traffic.routes.exists(r, r.kind"
            + " == p.kind && r.name == p.name))",
    message =
        "spec.strategy.blueGreen.previewRoutes has a route that spec.traffic.routes has too: name"
            + " the route of clients there, and in previewRoutes another one that only those use who"
            + " look at the new version before")
@ValidationRule(
    value =
        "!has(self.traffic) || !has(self.traffic.directTraffic) || self.traffic.directTraffic !="
            + " 'Ratio' || has(self.strategy.canary)",
    message =
        "spec.traffic.directTraffic is Ratio, but only a canary gives shares: leave it out, or write"
            + " a canary into spec.strategy")
@ValidationRule(
    value =
        "!has(self.traffic) || !has(self.traffic.directTraffic) || self.traffic.directTraffic !="
            + " 'Ratio' || !has(self.strategy.canary) || self.strategy.canary.steps.all(s,"
            + " !has(s.setCanaryScale))",
    message =
        "spec.strategy.canary.steps has a setCanaryScale beside spec.traffic.directTraffic Ratio,"
            + " for which the pods are the shares: leave one of them out, or write AtEnd")
public record RolloutSpec(
    @JsonPropertyDescription("The workload whose new versions are delivered. No default.") @Required
        WorkloadRef workloadRef,
    @JsonPropertyDescription(
            "Where the traffic of the workload comes from. Required but for strategy rolling, where it"
                + " may be left out for workers that have no Service. No default.")
        @Nullable Traffic traffic,
    @JsonPropertyDescription(
            "How a new version gets its traffic. Exactly one key: canary, blueGreen or rolling. No"
                + " default.")
        @Required
        Strategy strategy,
    @JsonPropertyDescription(
            "What must hold, beside the health of the pods, before the next step. Default: nothing.")
        @Nullable Analysis analysis,
    @JsonPropertyDescription(
            "How long one step, or in a rolling update the next ready pod, may wait for pods,"
                + " endpoints or the router before the rollout is aborted. A duration such as 90s, 10m or 1h30m. Default: 10m.")
        @Pattern(Text.DURATION)
        @ValidationRule(value = Text.IS_DURATION, message = Text.WRITE_DURATION)
        @Size(max = Text.DURATION_LENGTH)
        @Nullable String progressDeadline,
    @JsonPropertyDescription(
            "How many revisions that ran before are kept, without pods, for an undo. 0 to 50."
                + " Default: 5.")
        @Min(0)
        @Max(50)
        @Nullable Integer revisionHistoryLimit,
    @JsonPropertyDescription(
            "True: no rollout starts, and one under way stays at its weight; a rolling update under"
                + " way goes on. What fails is taken out all the same. Default: false.")
        @Nullable Boolean suspend,
    @JsonPropertyDescription(
            "How new versions are called, for records and statistics. The name is looked for in the"
                + " pod template: annotation mulkko.dev/version, label mulkko.dev/version, tag of an"
                + " image. Default: as the operator is told.")
        @Nullable VersionNaming version) {

  /** Versions are called as the operator is told. */
  public RolloutSpec(
      WorkloadRef workloadRef,
      @Nullable Traffic traffic,
      Strategy strategy,
      @Nullable Analysis analysis,
      @Nullable String progressDeadline,
      @Nullable Integer revisionHistoryLimit,
      @Nullable Boolean suspend) {
    this(
        workloadRef,
        traffic,
        strategy,
        analysis,
        progressDeadline,
        revisionHistoryLimit,
        suspend,
        null);
  }
}
