package dev.mulkko.kube.read;

import dev.mulkko.kube.Snapshot;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a pod of the canary answers what its Service passes on.
 *
 * @param ip its own, as its node says; never that of a node
 */
public record PodDoor(String ip, int port) {

  /** Of the first that is ready; by the first port of the Service that clients use. */
  public static Optional<PodDoor> ofCanary(Snapshot snapshot) {
    return snapshot.canaryPods().stream()
        .filter(PodDoor::answers)
        .flatMap(pod -> of(pod, snapshot.service()).stream())
        .findFirst();
  }

  private static boolean answers(Pod pod) {
    return CanaryPods.isReady(pod)
        && pod.getStatus().getPodIP() != null
        && !Boolean.TRUE.equals(pod.getSpec().getHostNetwork());
  }

  private static Optional<PodDoor> of(Pod pod, @Nullable Service service) {
    List<ServicePort> ports = service == null ? List.of() : service.getSpec().getPorts();
    return ports.stream()
        .findFirst()
        .flatMap(port -> number(pod, port))
        .map(number -> new PodDoor(pod.getStatus().getPodIP(), number));
  }

  private static Optional<Integer> number(Pod pod, ServicePort port) {
    IntOrString target = port.getTargetPort();
    if (target == null) {
      return Optional.of(port.getPort());
    }
    if (target.getStrVal() == null) {
      return Optional.of(target.getIntVal());
    }
    return pod.getSpec().getContainers().stream()
        .flatMap(container -> ports(container.getPorts()))
        .filter(named -> target.getStrVal().equals(named.getName()))
        .map(ContainerPort::getContainerPort)
        .findFirst();
  }

  private static Stream<ContainerPort> ports(@Nullable List<ContainerPort> ports) {
    return ports == null ? Stream.empty() : ports.stream();
  }
}
