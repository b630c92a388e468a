package dev.mulkko.kube.read;

import dev.mulkko.engine.plan.Note;
import dev.mulkko.engine.plan.Reason;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Hard signals: what a container waits for that waiting does not heal. A first crash or a first
 * failed pull is none yet; the kubelet's back-off says that it came back.
 */
final class PodTrouble {

  private static final Map<String, Reason> HARD =
      Map.of(
          "CrashLoopBackOff", Reason.CanaryCrashing,
          "ImagePullBackOff", Reason.CanaryImageUnavailable,
          "ErrImageNeverPull", Reason.CanaryImageUnavailable,
          "InvalidImageName", Reason.CanaryImageUnavailable,
          "CreateContainerConfigError", Reason.CanaryConfigInvalid,
          "CreateContainerError", Reason.CanaryConfigInvalid,
          "RunContainerError", Reason.CanaryConfigInvalid);

  private PodTrouble() {}

  static Optional<Note> of(List<Pod> pods) {
    return pods.stream()
        .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
        .flatMap(pod -> containers(pod.getStatus()).flatMap(c -> note(pod, c).stream()))
        .findFirst();
  }

  private static Stream<ContainerStatus> containers(PodStatus status) {
    return status == null
        ? Stream.empty()
        : Stream.concat(
            status.getInitContainerStatuses().stream(), status.getContainerStatuses().stream());
  }

  private static Optional<Note> note(Pod pod, ContainerStatus container) {
    ContainerState state = container.getState();
    if (state == null || state.getWaiting() == null) {
      return Optional.empty();
    }
    String waiting = state.getWaiting().getReason();
    Reason reason = waiting == null ? null : HARD.get(waiting);
    return reason == null
        ? Optional.empty()
        : Optional.of(
            Note.of(
                reason,
                "container %s of pod %s is in %s%s",
                container.getName(),
                pod.getMetadata().getName(),
                waiting,
                detail(reason, container, state.getWaiting())));
  }

  private static String detail(
      Reason reason, ContainerStatus container, ContainerStateWaiting waiting) {
    if (reason == Reason.CanaryConfigInvalid && waiting.getMessage() != null) {
      return " (%s)".formatted(waiting.getMessage());
    }
    if (reason != Reason.CanaryCrashing) {
      return " (image %s)".formatted(container.getImage());
    }
    ContainerState last = container.getLastState();
    ContainerStateTerminated exit = last == null ? null : last.getTerminated();
    return " after %d restarts%s"
        .formatted(
            container.getRestartCount(),
            exit == null ? "" : ", the last with exit code " + exit.getExitCode());
  }
}
