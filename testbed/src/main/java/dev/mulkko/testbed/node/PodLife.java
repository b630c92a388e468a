package dev.mulkko.testbed.node;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import io.fabric8.kubernetes.api.model.PodReadinessGate;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A pod's life on this node, from its binding to its removal, and its status meanwhile. Pure. */
final class PodLife {

  private final String hostIp;
  private final String podIp;
  private final Instant began;
  private final List<ContainerLife> containers;
  private final Map<String, PodCondition> conditions = new HashMap<>();
  private Pod pod;
  private @Nullable Instant deletionSeen;

  PodLife(Pod pod, String hostIp, String podIp, Duration crashBackOff, Instant now) {
    this.pod = pod;
    this.hostIp = hostIp;
    this.podIp = podIp;
    this.began = now;
    this.containers =
        pod.getSpec().getContainers().stream()
            .map(
                spec ->
                    new ContainerLife(
                        spec, pod.getSpec().getRestartPolicy(), new BackOff(crashBackOff)))
            .toList();
    pod.getStatus().getConditions().forEach(known -> conditions.put(known.getType(), known));
    changed(pod, now);
  }

  /** The pod as it was last seen. */
  Pod pod() {
    return pod;
  }

  /** The pod was changed: what counts here is its deletion, and its readiness gates. */
  void changed(Pod pod, Instant now) {
    this.pod = pod;
    if (pod.getMetadata().getDeletionTimestamp() != null) {
      Instant seen = deletionSeen == null ? now : deletionSeen;
      deletionSeen = seen;
      Long grace = pod.getMetadata().getDeletionGracePeriodSeconds();
      containers.forEach(
          container -> container.end(seen, Duration.ofSeconds(grace == null ? 0 : grace)));
    }
  }

  /** What is due now. */
  List<Act> next(Instant now) {
    var acts = new ArrayList<Act>();
    containers.forEach(container -> acts.addAll(container.next(now)));
    if (deletionSeen != null && containers.stream().noneMatch(ContainerLife::isRunning)) {
      acts.add(new Act.Remove());
    }
    return acts;
  }

  /** The next instant at which something may be due; empty if only news can change anything. */
  Optional<Instant> wakeUp() {
    return containers.stream()
        .map(ContainerLife::wakeUp)
        .flatMap(Optional::stream)
        .min(Instant::compareTo);
  }

  /**
   * The status as the kubelet would write it; the same object content as long as nothing changed.
   */
  PodStatus status(Instant now) {
    String uid = pod.getMetadata().getUid();
    String phase = phase();
    List<String> unready =
        containers.stream().filter(c -> !c.isReady()).map(c -> c.spec().getName()).toList();
    boolean over = phase.equals("Succeeded") || phase.equals("Failed");
    String why = over ? "PodCompleted" : "ContainersNotReady";
    String which = "containers with unready status: " + unready;
    List<String> shut = shutGates();
    set("PodScheduled", true, "", "", now);
    set("Initialized", true, "", "", now);
    set("ContainersReady", unready.isEmpty(), why, which, now);
    if (unready.isEmpty()) {
      set(
          "Ready",
          shut.isEmpty(),
          "ReadinessGatesNotReady",
          "readiness gates not true: " + shut,
          now);
    } else {
      set("Ready", false, why, which, now);
    }
    return new PodStatusBuilder()
        .withObservedGeneration(pod.getMetadata().getGeneration())
        .withPhase(phase)
        .withHostIP(hostIp)
        .addNewHostIP(hostIp)
        .withPodIP(podIp)
        .addNewPodIP(podIp)
        .withStartTime(ContainerLife.seconds(began))
        .withConditions(
            Stream.of("PodScheduled", "Initialized", "ContainersReady", "Ready")
                .map(conditions::get)
                .toList())
        .withContainerStatuses(containers.stream().map(container -> container.status(uid)).toList())
        .build();
  }

  private String phase() {
    List<Integer> codes =
        containers.stream().map(ContainerLife::finalCode).flatMap(Optional::stream).toList();
    if (codes.size() == containers.size()) {
      return codes.stream().allMatch(code -> code == 0) ? "Succeeded" : "Failed";
    }
    return containers.stream().allMatch(ContainerLife::hasRun) ? "Running" : "Pending";
  }

  private List<String> shutGates() {
    return pod.getSpec().getReadinessGates().stream()
        .map(PodReadinessGate::getConditionType)
        .filter(gate -> pod.getStatus().getConditions().stream().noneMatch(is(gate, "True")))
        .toList();
  }

  private static Predicate<PodCondition> is(String type, String status) {
    return condition -> condition.getType().equals(type) && condition.getStatus().equals(status);
  }

  private void set(String type, boolean holds, String reason, String message, Instant now) {
    String status = holds ? "True" : "False";
    PodCondition before = conditions.get(type);
    String since =
        before != null && before.getStatus().equals(status)
            ? before.getLastTransitionTime()
            : ContainerLife.seconds(now);
    // An empty reason is written as such: a patch that leaves it out would keep the old one.
    conditions.put(
        type,
        new PodConditionBuilder()
            .withType(type)
            .withStatus(status)
            .withReason(holds ? "" : reason)
            .withMessage(holds ? "" : message)
            .withLastTransitionTime(since)
            .build());
  }
}
