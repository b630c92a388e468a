package dev.mulkko.api.v1beta1;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** What is asked of a Rollout. Never changed: another request is another object. */
@ApiRecord
@ValidationRule(
    value = "self == oldSelf",
    message = "spec of a RolloutAction cannot be changed: create a new RolloutAction")
@ValidationRule(
    value = "!has(self.to) || self.verb == 'Undo'",
    message = "spec.to is for verb Undo alone: leave it out")
public record RolloutActionSpec(
    @JsonPropertyDescription(
            "Name of the Rollout, in the same namespace. A request to one that does not exist waits"
                + " until it does. No default.")
        @Required
        @Size(min = 1, max = Text.NAME_LENGTH)
        String rollout,
    @JsonPropertyDescription(
            "What to do. Abort: all traffic back to stable, then the canary is removed. Pause: stay at"
                + " the present weight. Resume: end this pause. Skip: end this step. Promote: to"
                + " 100 % now; a rolling update has none of these four. Retry: the refused revision again. Undo: back to a revision that ran"
                + " before. Unlock: go on although it is locked; it needs a reason. No default.")
        @SchemaFrom(type = Verb.class)
        @Required
        String verb,
    @JsonPropertyDescription(
            "Why, in your own words, at most 500 characters: shown in status and events. Default:"
                + " none.")
        @Size(max = 500)
        @Nullable String reason,
    @JsonPropertyDescription(
            "For Undo: name of the revision to go back to, as shown by kubectl mulkko revisions."
                + " Default: the one that ran before the present one.")
        @Size(min = 1, max = Text.LABEL_LENGTH)
        @Nullable String to) {

  /** What can be asked for. */
  public enum Verb {
    @JsonProperty("Abort")
    ABORT,
    @JsonProperty("Pause")
    PAUSE,
    @JsonProperty("Resume")
    RESUME,
    @JsonProperty("Skip")
    SKIP,
    @JsonProperty("Promote")
    PROMOTE,
    @JsonProperty("Retry")
    RETRY,
    @JsonProperty("Undo")
    UNDO,
    @JsonProperty("Unlock")
    UNLOCK
  }
}
