package dev.mulkko.testbed.node;

import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Makes a pod's status of its container's.
 *
 * @param began when the node took the pod
 */
record PodReport(String hostIp, String podIp, Instant began) {

  /**
   * The status as the kubelet would write it, but for the condition PodScheduled, which is the
   * scheduler's.
   *
   * @param end how the container ended, if it will not be started again
   * @param since since when the pod has been ready, or not
   */
  PodStatus of(
      Pod pod, ContainerStatus container, @Nullable ContainerStateTerminated end, Instant since) {
    String phase = container.getContainerID() == null ? "Pending" : "Running";
    if (end != null) {
      phase = end.getExitCode() == 0 ? "Succeeded" : "Failed";
    }
    boolean ready = container.getReady();
    String why = end == null ? "ContainersNotReady" : "PodCompleted";
    String which = "containers with unready status: [" + container.getName() + "]";
    // An empty reason is written as such: a patch that leaves it out would keep the old one.
    var condition =
        new PodConditionBuilder()
            .withStatus(ready ? "True" : "False")
            .withReason(ready ? "" : why)
            .withMessage(ready ? "" : which)
            .withLastTransitionTime(seconds(since));
    return new PodStatusBuilder()
        .withObservedGeneration(pod.getMetadata().getGeneration())
        .withPhase(phase)
        .withHostIP(hostIp)
        .addNewHostIP(hostIp)
        .withPodIP(podIp)
        .addNewPodIP(podIp)
        .withStartTime(seconds(began))
        .addNewCondition()
        .withType("Initialized")
        .withStatus("True")
        .withLastTransitionTime(seconds(began))
        .endCondition()
        .addToConditions(condition.withType("ContainersReady").build())
        .addToConditions(condition.withType("Ready").build())
        .withContainerStatuses(container)
        .build();
  }

  /** As the API writes instants. */
  static String seconds(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
