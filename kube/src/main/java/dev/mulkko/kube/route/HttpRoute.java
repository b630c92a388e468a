package dev.mulkko.kube.route;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The user's HTTPRoute, read as a tree so that fields that no model knows survive.
 *
 * @param tree the whole object
 * @param service the Service whose share of the route is ours to shift
 * @param backends the revision Services by name, with their revisions; also those that a rollout
 *     made and that are gone: a rule may still send traffic to nowhere
 * @param ruleNames the rules to touch; empty means all that name the Service
 */
public record HttpRoute(
    JsonNode tree,
    String rollout,
    String service,
    Map<String, String> backends,
    List<String> ruleNames) {

  public HttpRoute {
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
            rules));
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

  private Map<String, Integer> weights(JsonNode rule) {
    Map<String, Integer> weights = new HashMap<>();
    for (JsonNode ref : own(rule)) {
      String name = ref.path("name").asText();
      weights.merge(backends.getOrDefault(name, name), ref.path("weight").asInt(1), Integer::sum);
    }
    return weights;
  }

  /** Why this route cannot be shifted, as sentences. */
  List<String> mixed() {
    return touched().stream()
        .filter(i -> own(rule(i)).size() != rule(i).path("backendRefs").size())
        .map(
            i ->
                "HTTPRoute %s shares spec.rules[%d] between Service %s and other backends, whose shares must not change: give the Service a rule of its own"
                    .formatted(name(), i, service))
        .toList();
  }

  public List<String> objections() {
    List<String> lost =
        ruleNames.stream().filter(rule -> !leadsToService(rule)).map(this::misnamed).toList();
    if (!lost.isEmpty()) {
      return lost;
    }
    if (touched().isEmpty()) {
      return List.of(
          "HTTPRoute %s has no rule with Service %s in its backendRefs: name in spec.traffic.routes[0].name the route that sends traffic to it, or add the rule"
              .formatted(name(), service));
    }
    return mixed();
  }

  private boolean leadsToService(String ruleName) {
    return touched().stream().anyMatch(i -> ruleName.equals(ruleName(rule(i))));
  }

  private String misnamed(String ruleName) {
    List<String> rules =
        StreamSupport.stream(rules().spliterator(), false)
            .filter(rule -> !own(rule).isEmpty())
            .map(HttpRoute::ruleName)
            .filter(name -> !name.isEmpty())
            .toList();
    return "spec.traffic.routes[0].rules has %s, but HTTPRoute %s has no rule of that name with Service %s in its backendRefs: %s"
        .formatted(
            ruleName,
            name(),
            service,
            rules.isEmpty()
                ? "leave rules out, for all that have it"
                : "write one of " + String.join(", ", rules));
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
        .boxed()
        .toList();
  }

  JsonNode rule(int index) {
    return rules().get(index);
  }

  private JsonNode rules() {
    return tree.path("spec").path("rules");
  }

  private static String ruleName(JsonNode rule) {
    return rule.path("name").asText();
  }

  /** The backends of a rule that are the Service or one of its revisions. */
  List<JsonNode> own(JsonNode rule) {
    List<JsonNode> own = new ArrayList<>();
    for (JsonNode ref : rule.path("backendRefs")) {
      String name = ref.path("name").asText();
      if (isService(ref) && (name.equals(service) || isBackend(ref))) {
        own.add(ref);
      }
    }
    return own;
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

  private String name() {
    return tree.path("metadata").path("name").asText();
  }
}
