package dev.mulkko.api.v1beta1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** Exactly one of its fields is set. */
@ApiRecord
@ValidationRule(
    value =
        "[has(self.setWeight), has(self.setCanaryScale), has(self.setMatch), has(self.setMirror),"
            + " has(self.pause), has(self.approval)].exists_one(x, x)",
    message =
        "a step in spec.strategy.canary.steps must have exactly one key: write {setWeight: 5},"
            + " {setCanaryScale: {percent: 50}}, {setMatch: {headers: [{name: x-canary, exact:"
            + " \"on\"}]}}, {setMirror: {}}, {pause: {duration: 5m}} or {approval: {timeout: 24h}},"
            + " each as a step of its own")
public record CanaryStep(
    @JsonPropertyDescription(
            "Share of the traffic that goes to the new version, in percent, 0 to 100. 100 comes by"
                + " itself after the last step and may be left out. No default.")
        @Min(0)
        @Max(100)
        @Nullable Integer setWeight,
    @JsonPropertyDescription("Stay at the weight reached. No default.") @Nullable PauseStep pause,
    @JsonPropertyDescription("Stay at the weight reached until a person says resume. No default.")
        @Nullable ApprovalStep approval,
    @JsonPropertyDescription(
            "How many pods the new version has from here on, apart from its weight; always at least"
                + " what the weight, or the share that setMirror copies, needs. Only with a route."
                + " Default: what these need.")
        @Nullable CanaryScale setCanaryScale,
    @JsonPropertyDescription(
            "Requests that go to the new version whatever its weight, from here to the next setMatch"
                + " or to 100 %. Lasts as long as a setWeight. Only with a route that can tell"
                + " requests apart. Default: none.")
        @Nullable MatchStep setMatch,
    @JsonPropertyDescription(
            "Requests of which the new version gets a copy while the old one answers them; what it"
                + " answers is seen by nobody, what it does is done twice. From here to the next"
                + " setWeight or setMirror, or to 100 %, and so before the first weight above 0."
                + " Requests of a setMatch are not copied. Lasts as long as a setWeight. Only with"
                + " an HTTPRoute whose Gateway mirrors. Default: none.")
        @Nullable MirrorStep setMirror) {

  public static CanaryStep weight(int percent) {
    return new CanaryStep(percent, null, null, null, null, null);
  }

  public static CanaryStep pause(PauseStep pause) {
    return new CanaryStep(null, pause, null, null, null, null);
  }

  public static CanaryStep approval(ApprovalStep approval) {
    return new CanaryStep(null, null, approval, null, null, null);
  }

  public static CanaryStep match(MatchStep match) {
    return new CanaryStep(null, null, null, null, match, null);
  }

  public static CanaryStep mirror(MirrorStep mirror) {
    return new CanaryStep(null, null, null, null, null, mirror);
  }
}
