package dev.mulkko.kube.route;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.api.v1beta1.RolloutStatus;
import dev.mulkko.api.v1beta1.RouteRef;
import dev.mulkko.api.v1beta1.Traffic;
import dev.mulkko.engine.plan.Observation.Route;
import dev.mulkko.engine.plan.Observation.Shape;
import dev.mulkko.kube.Json;
import dev.mulkko.kube.Names;
import dev.mulkko.kube.Snapshot;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Service;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The user's HTTPRoute, read as a tree so that fields that no model knows survive.
 *
 * @param tree the whole object
 * @param service the Service whose share of the route is ours to shift
 * @param backends the revision Services by name, with their revisions; also those that a rollout
 *     made and that are gone: a rule may still send traffic to nowhere
 * @param ruleNames the rules to touch; empty means all that name the Service
 * @param others the Services of other Rollouts
 */
public record HttpRoute(
    JsonNode tree,
    String rollout,
    String service,
    Map<String, String> backends,
    List<String> ruleNames,
    Set<String> others) {

  public HttpRoute {
    others = Set.copyOf(others);
    backends = Map.copyOf(backends);
    ruleNames = List.copyOf(ruleNames);
  }

  /** Empty when the route does not exist, or the Rollout names none. */
  public static Optional<HttpRoute> of(Snapshot snapshot) {
    GenericKubernetesResource route = snapshot.route();
    Traffic traffic =
        snapshot.rollout().getSpec() == null ? null : snapshot.rollout().getSpec().traffic();
    if (route == null || traffic == null) {
      return Optional.empty();
    }
    List<String> rules =
        traffic.routes().stream().map(RouteRef::rules).findFirst().orElse(List.of());
    return Optional.of(
        new HttpRoute(
            Json.tree(route),
            snapshot.name(),
            traffic.service(),
            backends(snapshot, traffic.service()),
            rules,
            others(snapshot, traffic.service())));
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
    RolloutStatus status = other.getStatus();
    Stream<String> revisions =
        status == null
            ? Stream.empty()
            : Stream.of(status.stable(), status.canary())
                .filter(Objects::nonNull)
                .map(revision -> Names.backend(traffic.service(), revision));
    return Stream.concat(Stream.of(traffic.service()), revisions);
  }

  private static Map<String, String> backends(Snapshot snapshot, String service) {
    Map<String, String> backends = new HashMap<>();
    RolloutStatus status = snapshot.rollout().getStatus();
    if (status != null) {
      Stream.of(status.stable(), status.canary())
          .filter(Objects::nonNull)
          .forEach(revision -> backends.put(Names.backend(service, revision), revision));
    }
    for (Service backend : snapshot.backends()) {
      String revision = backend.getMetadata().getLabels().get(Names.REVISION_LABEL);
      if (revision != null) {
        backends.put(backend.getMetadata().getName(), revision);
      }
    }
    return backends;
  }

  public Route observed() {
    return new Route(shape(), RouteStatus.unverified(tree));
  }

  /**
   * Home when no touched rule names a revision Service. Anything in between, for example one of two
   * rules written back by a GitOps tool, is a split that no step wants, and so it is written again.
   */
  private Shape shape() {
    List<JsonNode> touched = touched().stream().map(this::rule).toList();
    if (touched.stream().noneMatch(this::split)) {
      return new Shape.Home();
    }
    List<Map<String, Integer>> weights = touched.stream().map(this::weights).distinct().toList();
    return new Shape.Split(weights.size() == 1 ? weights.getFirst() : Map.of());
  }

  /** Of what goes to the Service: in percent, or as they stand there if that is not whole. */
  private Map<String, Integer> weights(JsonNode rule) {
    Map<String, Integer> weights = new HashMap<>();
    for (JsonNode ref : own(rule)) {
      String name = ref.path("name").asText();
      weights.merge(backends.getOrDefault(name, name), weight(ref), Integer::sum);
    }
    int all = weights.values().stream().mapToInt(Integer::intValue).sum();
    boolean whole =
        all > 0 && weights.values().stream().allMatch(weight -> 100 * weight % all == 0);
    if (whole) {
      weights.replaceAll((_, weight) -> 100 * weight / all);
    }
    return weights;
  }

  /** What a weight that is left out means is 1. */
  static int weight(JsonNode ref) {
    return ref.path("weight").asInt(1);
  }

  /** Why this route cannot be shifted, as sentences. */
  public List<String> objections() {
    return RouteObjections.of(this);
  }

  /**
   * Indexes of the rules that are ours to touch. One that names a revision Service is ours,
   * whatever the spec says of it by now.
   */
  List<Integer> touched() {
    JsonNode rules = rules();
    return IntStream.range(0, rules.size())
        .filter(
            i ->
                split(rules.get(i))
                    || ruleNames.isEmpty()
                    || ruleNames.contains(ruleName(rules.get(i))))
        .filter(i -> !own(rules.get(i)).isEmpty())
        .filter(
            i ->
                split(rules.get(i))
                    || !isMixed(rules.get(i))
                    || share(rules.get(i).path("backendRefs")) > 0)
        .boxed()
        .toList();
  }

  /** Whether a rule leads to anything else than the Service too. */
  boolean isMixed(JsonNode rule) {
    return own(rule).size() != rule.path("backendRefs").size();
  }

  /** What some backends give to the Service and its revisions together. */
  int share(JsonNode refs) {
    return refs.valueStream().filter(this::isOwn).mapToInt(HttpRoute::weight).sum();
  }

  JsonNode rule(int index) {
    return rules().get(index);
  }

  JsonNode rules() {
    return tree.path("spec").path("rules");
  }

  static String ruleName(JsonNode rule) {
    return rule.path("name").asText();
  }

  /** The backends of a rule that are the Service or one of its revisions. */
  List<JsonNode> own(JsonNode rule) {
    return rule.path("backendRefs").valueStream().filter(this::isOwn).toList();
  }

  boolean isOwn(JsonNode ref) {
    return isService(ref) && (ref.path("name").asText().equals(service) || isBackend(ref));
  }

  /** Whether a rule sends traffic to a revision Service. */
  boolean split(JsonNode rule) {
    return own(rule).stream().anyMatch(this::isBackend);
  }

  private boolean isBackend(JsonNode ref) {
    String name = ref.path("name").asText();
    return backends.containsKey(name);
  }

  private boolean isService(JsonNode ref) {
    String namespace = tree.path("metadata").path("namespace").asText();
    return ref.path("kind").asText("Service").equals("Service")
        && ref.path("group").asText("").isEmpty()
        && ref.path("namespace").asText(namespace).equals(namespace);
  }

  String name() {
    return tree.path("metadata").path("name").asText();
  }
}
