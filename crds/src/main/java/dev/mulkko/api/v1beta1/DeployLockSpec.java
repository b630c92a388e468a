package dev.mulkko.api.v1beta1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is locked, why and when; a ClusterDeployLock has the same, and names namespaces. */
@ApiRecord
@ValidationRule(
    value =
        "!has(self.autoLock) || (!has(self.windows) && !has(self.holidays) && !has(self.enforce))",
    message =
        "spec.autoLock holds while another Rollout is in a rollout: put windows, holidays and enforce"
            + " into another lock")
@ValidationRule(
    value = "!has(self.timeZone) || has(self.windows) || has(self.holidays)",
    message = "spec.timeZone is for windows and holidays: leave it out, or add one of these")
public record DeployLockSpec(
    @JsonPropertyDescription("Which Rollouts it is for. Default: all.")
        @Nullable LockSelector selector,
    @JsonPropertyDescription("Namespaces that it is for, at most 50. Default: all.")
        @Size(max = 50)
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<@Size(min = 1, max = Text.LABEL_LENGTH) String> namespaces,
    @JsonPropertyDescription(
            "Why, in your own words, at most 200 characters: shown to everybody who must wait. No"
                + " default.")
        @Required
        @Size(min = 1, max = 200)
        String reason,
    @JsonPropertyDescription(
            "When it ends by itself, RFC 3339, such as 2027-01-04T09:00:00+09:00. Default: when it is"
                + " deleted.")
        @Size(max = 35)
        @Pattern(TIME)
        @ValidationRule(
            value = "self.matches('" + TIME + "')",
            message =
                "must be a time of RFC 3339 in whole seconds: write for example"
                    + " 2027-01-04T09:00:00+09:00")
        @Nullable String until,
    @JsonPropertyDescription(
            "How far it goes. BlockNew: what has no traffic yet gets none. PauseRunning: what has some"
                + " stays at its share, too. BlockPromote: all steps are made but the one to 100 %."
                + " Default: BlockNew.")
        @SchemaFrom(type = Mode.class)
        @Nullable String mode,
    @JsonPropertyDescription(
            "What happens to a new template of the Deployment. Hold: it is taken, and waits. Reject:"
                + " the write is refused, where the admission policies are installed. Default: Hold.")
        @SchemaFrom(type = Enforce.class)
        @Nullable String enforce,
    @JsonPropertyDescription(
            "WhileRolling: of the Rollouts that it is for one goes on at a time; it holds the others"
                + " meanwhile. Default: none.")
        @SchemaFrom(type = AutoLock.class)
        @Nullable String autoLock,
    @JsonPropertyDescription(
            "Name of the time zone by whose clocks windows and holidays are, such as Asia/Seoul."
                + " Default: UTC.")
        @Size(min = 1, max = 40)
        @Pattern(ZONE)
        @ValidationRule(
            value = "self.matches('" + ZONE + "')",
            message = "must be a name of the time zone database: write for example Asia/Seoul")
        @Nullable String timeZone,
    @JsonPropertyDescription(
            "When it holds, at most 10. Default: always; with holidays alone, on these.")
        @Size(max = 10)
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<LockWindow> windows,
    @JsonPropertyDescription(
            "Dates on which it holds all day, whatever the windows say, at most 100, such as"
                + " 2027-02-06. Default: none.")
        @Size(max = 100)
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @ValidationRule(
            value = "self.all(d, d.matches('^[0-9]{4}-[0-9]{2}-[0-9]{2}$'))",
            message = "spec.holidays must be dates: write for example 2027-02-06")
        List<@Size(max = 10) @Pattern("^[0-9]{4}-[0-9]{2}-[0-9]{2}$") String> holidays) {

  private static final String TIME =
      "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(Z|[+-][0-9]{2}:[0-9]{2})$";

  private static final String ZONE = "^[A-Za-z][A-Za-z0-9_+/-]*$";

  /** An absent list is an empty one. */
  public DeployLockSpec {
    namespaces = namespaces == null ? List.of() : List.copyOf(namespaces);
    windows = windows == null ? List.of() : List.copyOf(windows);
    holidays = holidays == null ? List.of() : List.copyOf(holidays);
  }

  /** How far a lock goes. */
  public enum Mode {
    @JsonProperty("BlockNew")
    BLOCK_NEW,
    @JsonProperty("PauseRunning")
    PAUSE_RUNNING,
    @JsonProperty("BlockPromote")
    BLOCK_PROMOTE
  }

  /** What happens to a new template. */
  public enum Enforce {
    @JsonProperty("Hold")
    HOLD,
    @JsonProperty("Reject")
    REJECT
  }

  /** When a lock holds by itself. */
  public enum AutoLock {
    @JsonProperty("WhileRolling")
    WHILE_ROLLING
  }
}
