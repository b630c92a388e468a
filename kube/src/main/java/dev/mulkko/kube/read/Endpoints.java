package dev.mulkko.kube.read;

import dev.mulkko.engine.plan.Observation;
import dev.mulkko.kube.Names;
import dev.mulkko.kube.Ownership;
import dev.mulkko.kube.Snapshot;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointConditions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Ready endpoints, counted by the Service that has them and the revision that serves them. */
final class Endpoints {

  /** What the API server leaves of a name before it appends its own letters, and how many. */
  private static final int GENERATED_BASE = 58;

  private static final int GENERATED_LETTERS = 5;

  private final Snapshot snapshot;

  private Endpoints(Snapshot snapshot) {
    this.snapshot = snapshot;
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

  /** Pods that get traffic of a Service and are named after no ReplicaSet of the Deployment. */
  List<String> strangers(String service) {
    return readyPods(service).filter(pod -> named(pod).isEmpty()).sorted().toList();
  }

  private Map<String, Integer> ready(String service) {
    Map<String, Integer> counts = new HashMap<>();
    readyPods(service).forEach(pod -> counts.merge(revisionOf(pod), 1, Integer::sum));
    return counts;
  }

  /** A dual-stack Service has a slice per address family: a pod counts once. */
  private Stream<String> readyPods(String service) {
    return snapshot.endpointSlices().stream()
        .filter(
            slice ->
                service.equals(slice.getMetadata().getLabels().get("kubernetes.io/service-name")))
        // A slice without endpoints has null there, not an empty list.
        .flatMap(slice -> Stream.ofNullable(slice.getEndpoints()).flatMap(List::stream))
        .filter(Endpoints::isReady)
        .map(Endpoints::pod)
        .distinct();
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
   * Pods are named after their ReplicaSet; one that is of none of ours, or could be of two, is of a
   * revision of its own.
   */
  private String revisionOf(String pod) {
    List<String> revisions = named(pod);
    return revisions.size() == 1 ? revisions.getFirst() : pod;
  }

  private List<String> named(String pod) {
    return snapshot.replicaSets().stream()
        .filter(rs -> isNamedAfter(rs.getMetadata().getName(), pod))
        .map(Ownership::revision)
        .toList();
  }

  private static boolean isNamedAfter(String replicaSet, String pod) {
    String whole = replicaSet + "-";
    String base = whole.substring(0, Math.min(whole.length(), GENERATED_BASE));
    return pod.startsWith(base) && pod.length() == base.length() + GENERATED_LETTERS;
  }
}
