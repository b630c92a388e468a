package dev.mulkko.kube.route;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.api.v1beta1.RolloutStatus;
import dev.mulkko.api.v1beta1.Traffic;
import dev.mulkko.kube.Names;
import dev.mulkko.kube.Snapshot;
import io.fabric8.kubernetes.api.model.Service;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the names in a route mean.
 *
 * @param namespace of the Service
 * @param service the Service whose share of a route is ours to shift
 * @param running stable and canary, as far as there are
 * @param backends the revision Services by name, with their revisions; also those that a rollout
 *     made and that are gone: a route may still send traffic to nowhere
 * @param others the Services of other Rollouts
 */
record Revisions(
    String namespace,
    String service,
    List<String> running,
    Map<String, String> backends,
    Set<String> others) {

  Revisions {
    running = List.copyOf(running);
    others = Set.copyOf(others);
    backends = Map.copyOf(backends);
  }

  /** Only to be asked of a Rollout that names a Service. */
  static Revisions of(Snapshot snapshot) {
    Traffic traffic = Objects.requireNonNull(snapshot.rollout().getSpec().traffic());
    return new Revisions(
        snapshot.namespace(),
        traffic.service(),
        running(snapshot.rollout().getStatus()).toList(),
        backends(snapshot, traffic.service()),
        others(snapshot, traffic.service()));
  }

  private static Set<String> others(Snapshot snapshot, String service) {
    return snapshot.neighbours().stream()
        .flatMap(other -> services(other, service))
        .collect(Collectors.toSet());
  }

  /** Of those that want the same Service, only one is attached. */
  private static Stream<String> services(Rollout other, String service) {
    Traffic traffic = other.getSpec() == null ? null : other.getSpec().traffic();
    if (traffic == null || traffic.service().equals(service)) {
      return Stream.empty();
    }
    Stream<String> revisions =
        running(other.getStatus()).map(revision -> Names.backend(traffic.service(), revision));
    return Stream.concat(Stream.of(traffic.service()), revisions);
  }

  private static Map<String, String> backends(Snapshot snapshot, String service) {
    Map<String, String> backends = new HashMap<>();
    running(snapshot.rollout().getStatus())
        .forEach(revision -> backends.put(Names.backend(service, revision), revision));
    for (Service backend : snapshot.backends()) {
      String revision = backend.getMetadata().getLabels().get(Names.REVISION_LABEL);
      if (revision != null) {
        backends.put(backend.getMetadata().getName(), revision);
      }
    }
    return backends;
  }

  private static Stream<String> running(RolloutStatus status) {
    return status == null
        ? Stream.empty()
        : Stream.of(status.stable(), status.canary()).filter(Objects::nonNull);
  }

  /** Whether a backend is the Service or one of its revisions. */
  boolean isOwn(JsonNode ref) {
    return isService(ref) && (ref.path("name").asText().equals(service) || isRevision(ref));
  }

  /** Whether a backend of this name is a revision. */
  boolean isRevision(JsonNode ref) {
    return backends.containsKey(ref.path("name").asText());
  }

  /** The revision of a backend, or its name when it has none. */
  String revision(JsonNode ref) {
    String name = ref.path("name").asText();
    return backends.getOrDefault(name, name);
  }

  private boolean isService(JsonNode ref) {
    return ref.path("kind").asText("Service").equals("Service")
        && ref.path("group").asText("").isEmpty()
        && ref.path("namespace").asText(namespace).equals(namespace);
  }
}
