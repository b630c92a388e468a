package dev.mulkko.kube.read;

import dev.mulkko.engine.model.Analysis.PodLimits;
import dev.mulkko.engine.plan.Observation;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;

/** What pods of the canary say of it. */
final class CanaryPods {

  private CanaryPods() {}

  static Observation.Pods read(List<Pod> pods, PodLimits limits) {
    long ready = pods.stream().filter(CanaryPods::isReady).count();
    return new Observation.Pods(Math.toIntExact(ready), PodTrouble.of(pods, limits));
  }

  /** And not about to go. */
  static boolean isReady(Pod pod) {
    return pod.getMetadata().getDeletionTimestamp() == null
        && pod.getStatus() != null
        && pod.getStatus().getConditions().stream()
            .anyMatch(c -> c.getType().equals("Ready") && c.getStatus().equals("True"));
  }
}
