package dev.mulkko.kube.read;

import dev.mulkko.engine.plan.Observation;
import dev.mulkko.kube.Names;
import dev.mulkko.kube.Ownership;
import dev.mulkko.kube.Snapshot;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointConditions;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Ready endpoints, counted by the Service that has them and the revision that serves them. */
final class Endpoints {

  private final Snapshot snapshot;
  private final List<ReplicaSet> replicaSets;

  private Endpoints(Snapshot snapshot) {
    this.snapshot = snapshot;
    // The longest name first: "shop-a" is the beginning of "shop-a-b", too.
    this.replicaSets =
        snapshot.replicaSets().stream()
            .sorted(
                Comparator.comparingInt((ReplicaSet rs) -> rs.getMetadata().getName().length())
                    .reversed())
            .toList();
  }

  static Endpoints of(Snapshot snapshot) {
    return new Endpoints(snapshot);
  }

  Observation.Service service(Service service) {
    return new Observation.Service(
        service.getSpec().getSelector().get(Names.HASH), ready(service.getMetadata().getName()));
  }

  /** Ready endpoints of each revision Service that exists. */
  Map<String, Integer> backends() {
    Map<String, Integer> found = new HashMap<>();
    for (Service backend : snapshot.backends()) {
      String revision = backend.getMetadata().getLabels().get(Names.REVISION_LABEL);
      if (revision != null) {
        int ready =
            ready(backend.getMetadata().getName()).values().stream()
                .mapToInt(Integer::intValue)
                .sum();
        found.put(revision, ready);
      }
    }
    return found;
  }

  private Map<String, Integer> ready(String service) {
    Map<String, Integer> counts = new HashMap<>();
    Set<String> pods = new HashSet<>();
    snapshot.endpointSlices().stream()
        .filter(
            slice ->
                service.equals(slice.getMetadata().getLabels().get("kubernetes.io/service-name")))
        .flatMap(slice -> slice.getEndpoints().stream())
        .filter(Endpoints::isReady)
        // A dual-stack Service has a slice per address family: a pod counts once.
        .filter(endpoint -> pods.add(pod(endpoint)))
        .forEach(endpoint -> counts.merge(revisionOf(pod(endpoint)), 1, Integer::sum));
    return counts;
  }

  private static boolean isReady(Endpoint endpoint) {
    EndpointConditions conditions = endpoint.getConditions();
    return conditions != null
        && Boolean.TRUE.equals(conditions.getReady())
        && !Boolean.TRUE.equals(conditions.getTerminating());
  }

  private static String pod(Endpoint endpoint) {
    return endpoint.getTargetRef() == null
        ? String.join(",", endpoint.getAddresses())
        : endpoint.getTargetRef().getName();
  }

  /**
   * Pods are named after their ReplicaSet; one that is of none of ours is of a revision of its own.
   */
  private String revisionOf(String pod) {
    Optional<ReplicaSet> owner =
        replicaSets.stream()
            .filter(rs -> pod.startsWith(rs.getMetadata().getName() + "-"))
            .findFirst();
    return owner.map(Ownership::revision).orElse(pod);
  }
}
