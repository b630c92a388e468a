package dev.mulkko.api.v1beta1;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Weights that grow until 100 %, which need not be written. */
@ApiRecord
public record CanaryStrategy(
    @JsonPropertyDescription(
            "What happens, in this order. Weights grow; after the last step the new version gets"
                + " 100 % by itself. 1 to 20 steps, the first is no pause. No default.")
        @Required
        @Size(min = 1, max = 20)
        @ValidationRule(
            value = "self.size() == 0 || !has(self[0].pause) && !has(self[0].approval)",
            message =
                "spec.strategy.canary.steps[0] must not wait: write a first step such as"
                    + " {setWeight: 5}, a pause comes after it")
        @ValidationRule(
            value = CanaryStrategy.WEIGHTS_GROW,
            message =
                "spec.strategy.canary.steps: every setWeight must be greater than the one before"
                    + " it: sort them and write each weight once; 100 can only be the last and may"
                    + " be left out")
        @ValidationRule(
            value = CanaryStrategy.COPIES_COME_FIRST,
            message =
                "spec.strategy.canary.steps has a setMirror after a setWeight above 0, so that the new"
                    + " version would get requests twice: write it before the first of them")
        List<CanaryStep> steps,
    @JsonPropertyDescription(
            "How long a setWeight, setMatch or setMirror lasts when no pause follows it. A duration such as 30s, 5m or"
                + " 1h30m. Default: 2m.")
        @Pattern(Text.DURATION)
        @ValidationRule(value = Text.IS_DURATION, message = Text.WRITE_DURATION)
        @Size(max = Text.DURATION_LENGTH)
        @Nullable String stepTime,
    @JsonPropertyDescription(
            "How long pods stay after the traffic has left them. A duration such as 0s, 30s or"
                + " 5m. Default: 30s.")
        @Pattern(Text.DURATION)
        @ValidationRule(value = Text.IS_DURATION, message = Text.WRITE_DURATION)
        @Size(max = Text.DURATION_LENGTH)
        @Nullable String scaleDownDelay,
    @JsonPropertyDescription(
            "What follows the last step. Promote: 100 % and the new version stays. Pause: the"
                + " weight reached stays until a person says resume. Abort: all traffic back to"
                + " stable, for a trial of a fixed time; retry runs it again. Default: Promote.")
        @SchemaFrom(type = OnComplete.class)
        @Nullable String onComplete,
    @JsonPropertyDescription(
            "Clients stay with the version that they met: by a cookie each keeps the weight, drawn"
                + " once, from which on it gets the new version. Nobody changes within a step, a"
                + " growing weight takes over just those whose turn it is, an abort takes all back"
                + " at once, and a cookie means nothing to another new version. Write {} for all"
                + " defaults. Only with HTTPRoutes, whose Gateway must know regular expressions on"
                + " headers and ResponseHeaderModifier on backends. Default: each request draws"
                + " anew.")
        @Nullable StickyClients sticky) {

  /** What follows the last step. */
  public enum OnComplete {
    @JsonProperty("Promote")
    PROMOTE,
    @JsonProperty("Pause")
    PAUSE,
    @JsonProperty("Abort")
    ABORT
  }

  // CEL before Kubernetes 1.33 has no index in macros: sorted and without doubles is "grows".
  static final String WEIGHTS_GROW =
      "self.filter(s, has(s.setWeight)).map(s, s.setWeight).isSorted() && self.all(s,"
          + " !has(s.setWeight) || self.exists_one(t, has(t.setWeight) && t.setWeight =="
          + " s.setWeight))";

  static final String COPIES_COME_FIRST =
      "self.filter(s, has(s.setMirror) || has(s.setWeight) && s.setWeight > 0).map(s,"
          + " has(s.setMirror) ? 0 : 1).isSorted()";

  /** With whatever follows the last step by itself. */
  public CanaryStrategy(
      List<CanaryStep> steps, @Nullable String stepTime, @Nullable String scaleDownDelay) {
    this(steps, stepTime, scaleDownDelay, null, null);
  }

  /** An absent list is an empty one, for whoever reads an object that no schema has seen. */
  public CanaryStrategy {
    steps = steps == null ? List.of() : List.copyOf(steps);
  }
}
