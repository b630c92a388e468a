package dev.mulkko.e2e.observer.world;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mulkko.testbed.cluster.User;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * All objects of a namespace at one revision. Never changes.
 *
 * @param seen when a watch told of it
 * @param by the user whose request made this revision; empty when the audit log does not say
 * @param inForce of each route what a data plane may serve
 * @param servingSince since when each Service has at least one ready endpoint without a break; a
 *     Service that has none is not in it
 */
public record World(
    long revision,
    Instant seen,
    String by,
    Map<Kind, Map<String, JsonNode>> objects,
    Map<String, InForce> inForce,
    Map<String, Instant> servingSince) {

  private static final Duration ON_ITS_WAY = Duration.ofSeconds(1);

  public static final World EMPTY = new World(0, Instant.MIN, "", Map.of(), Map.of(), Map.of());

  /** One revision later. */
  public World with(Change change, String who) {
    Map<Kind, Map<String, JsonNode>> next = new EnumMap<>(Kind.class);
    next.putAll(objects);
    Map<String, JsonNode> ofKind = new TreeMap<>(objects.getOrDefault(change.kind(), Map.of()));
    change
        .object()
        .ifPresentOrElse(
            object -> ofKind.put(change.name(), object), () -> ofKind.remove(change.name()));
    next.put(change.kind(), Collections.unmodifiableMap(ofKind));
    World then =
        new World(
            change.revision(),
            change.seen(),
            who,
            Collections.unmodifiableMap(next),
            inForce(change),
            servingSince);
    return change.kind() == Kind.EndpointSlice ? then.withServing() : then;
  }

  private World withServing() {
    Map<String, Instant> next = new TreeMap<>();
    all(Kind.EndpointSlice)
        .map(World::serviceOf)
        .filter(service -> !readyPods(service).isEmpty())
        .forEach(service -> next.put(service, servingSince.getOrDefault(service, seen)));
    return new World(revision, seen, by, objects, inForce, Collections.unmodifiableMap(next));
  }

  /** Whether the operator made this revision. */
  public boolean isByOperator() {
    return by.equals(User.OPERATOR.userName());
  }

  /**
   * Whether a Service has a ready endpoint, and whoever writes can know it: not since less than the
   * time that news and a write are on their way.
   */
  public boolean isKnownToServe(String service) {
    return !servingSince.getOrDefault(service, Instant.MAX).isAfter(seen.minus(ON_ITS_WAY));
  }

  private Map<String, InForce> inForce(Change change) {
    if (change.kind() != Kind.HTTPRoute) {
      return inForce;
    }
    Map<String, InForce> next = new TreeMap<>(inForce);
    change
        .object()
        .ifPresentOrElse(
            route ->
                next.put(
                    change.name(), inForce.getOrDefault(change.name(), InForce.NONE).with(route)),
            () -> next.remove(change.name()));
    return Collections.unmodifiableMap(next);
  }

  public Optional<JsonNode> find(Kind kind, String name) {
    return Optional.ofNullable(objects.getOrDefault(kind, Map.of()).get(name));
  }

  public Stream<JsonNode> all(Kind kind) {
    return objects.getOrDefault(kind, Map.of()).values().stream();
  }

  public Stream<Rs> replicaSets() {
    return all(Kind.ReplicaSet).map(Rs::new);
  }

  public Stream<Managed> rollouts() {
    return all(Kind.Rollout).map(rollout -> new Managed(this, rollout));
  }

  /** Names of the pods that a Service sends traffic to, as its EndpointSlices have them. */
  public Set<String> readyPods(String service) {
    Set<String> pods = new HashSet<>();
    all(Kind.EndpointSlice)
        .filter(slice -> serviceOf(slice).equals(service))
        .flatMap(slice -> slice.path("endpoints").valueStream())
        .filter(endpoint -> endpoint.at("/conditions/ready").asBoolean())
        .filter(endpoint -> !endpoint.at("/conditions/terminating").asBoolean())
        .forEach(endpoint -> pods.add(endpoint.at("/targetRef/name").asText()));
    return pods;
  }

  private static String serviceOf(JsonNode slice) {
    return label(slice, "kubernetes.io/service-name");
  }

  static String label(JsonNode object, String name) {
    return object.path("metadata").path("labels").path(name).asText();
  }

  static String annotation(JsonNode object, String name) {
    return object.path("metadata").path("annotations").path(name).asText();
  }
}
