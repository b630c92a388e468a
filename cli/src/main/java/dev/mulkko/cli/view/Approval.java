package dev.mulkko.cli.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.mulkko.api.v1beta1.ApprovalStep;
import dev.mulkko.api.v1beta1.BlueGreenStrategy;
import dev.mulkko.api.v1beta1.CanaryStrategy;
import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.api.v1beta1.RolloutProgress;
import dev.mulkko.api.v1beta1.RolloutStatus;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * That a person is waited for.
 *
 * @param question what the person is asked, in the words of the spec
 * @param commands what to type, the one that goes on first
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Approval(@Nullable String question, List<String> commands) {

  private static final String AWAITING = "AwaitingApproval";

  public Approval {
    commands = List.copyOf(commands);
  }

  static @Nullable Approval of(Rollout rollout) {
    RolloutStatus status = rollout.getStatus();
    RolloutProgress progress = status == null ? null : status.rollout();
    if (progress == null || !AWAITING.equals(status.reason())) {
      return null;
    }
    String there = rollout.getMetadata().getName() + " -n " + rollout.getMetadata().getNamespace();
    return new Approval(
        step(rollout, progress.stepIndex()).map(ApprovalStep::message).orElse(null),
        List.of("kubectl mulkko resume " + there, "kubectl mulkko abort " + there));
  }

  private static Optional<ApprovalStep> step(Rollout rollout, int index) {
    CanaryStrategy canary = rollout.getSpec().strategy().canary();
    BlueGreenStrategy blueGreen = rollout.getSpec().strategy().blueGreen();
    if (blueGreen != null) {
      return Optional.ofNullable(blueGreen.approval());
    }
    return canary == null || index >= canary.steps().size()
        ? Optional.empty()
        : Optional.ofNullable(canary.steps().get(index).approval());
  }
}
