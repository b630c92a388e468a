package dev.mulkko.kube.read;

import dev.mulkko.engine.model.Analysis.PodLimits;
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
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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

  static Optional<Note> of(List<Pod> pods, PodLimits limits) {
    List<Pod> present =
        pods.stream().filter(pod -> pod.getMetadata().getDeletionTimestamp() == null).toList();
    return outOfMemory(present, limits.outOfMemory())
        .or(() -> waiting(present))
        .or(() -> restarts(present, limits.restarts()));
  }

  private static Optional<Note> waiting(List<Pod> pods) {
    return pods.stream()
        .flatMap(pod -> containers(pod.getStatus()).flatMap(c -> note(pod, c).stream()))
        .findFirst();
  }

  /**
   * Of each container only its last end is known: all before it are taken for the same. Asked
   * before what a container waits for: the kubelet's back-off after a kill is not its cause. The
   * cause is said first: names of pods are long, and a status that remembers cuts off the end.
   */
  private static Optional<Note> outOfMemory(List<Pod> pods, int harmless) {
    int all = 0;
    String last = "";
    for (Pod pod : pods) {
      for (ContainerStatus container : containers(pod.getStatus()).toList()) {
        if (isOutOfMemory(container)) {
          all += Math.max(1, restartsOf(container));
          last = "container %s of pod %s".formatted(container.getName(), name(pod));
        }
      }
    }
    return all <= harmless
        ? Optional.empty()
        : Optional.of(
            Note.of(
                Reason.CanaryOutOfMemory,
                "OOMKilled (out of memory)%s: %s",
                all == 1 ? "" : " %d times".formatted(all),
                last));
  }

  private static boolean isOutOfMemory(ContainerStatus container) {
    return Stream.of(container.getState(), container.getLastState())
        .filter(Objects::nonNull)
        .map(ContainerState::getTerminated)
        .filter(Objects::nonNull)
        .anyMatch(end -> "OOMKilled".equals(end.getReason()));
  }

  private static Optional<Note> restarts(List<Pod> pods, @Nullable Integer harmless) {
    int all =
        pods.stream()
            .flatMap(pod -> containers(pod.getStatus()))
            .mapToInt(PodTrouble::restartsOf)
            .sum();
    return harmless == null || all <= harmless
        ? Optional.empty()
        : Optional.of(
            Note.of(
                Reason.CanaryCrashing,
                "containers of the canary restarted %d times, %d are harmless",
                all,
                harmless));
  }

  private static int restartsOf(ContainerStatus container) {
    return Objects.requireNonNullElse(container.getRestartCount(), 0);
  }

  private static String name(Pod pod) {
    return pod.getMetadata().getName();
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
