package dev.mulkko.kube.route;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;

/** Why a route cannot be shifted, as sentences. */
final class RouteObjections {

  /** The largest weight of which a hundredth can be given away: a Gateway takes a million. */
  private static final int MOST = 10_000;

  private final HttpRoute route;

  private RouteObjections(HttpRoute route) {
    this.route = route;
  }

  static List<String> of(HttpRoute route) {
    return new RouteObjections(route).all();
  }

  private List<String> all() {
    List<String> lost =
        route.ruleNames().stream()
            .filter(rule -> !leadsToService(rule))
            .map(this::misnamed)
            .toList();
    if (!lost.isEmpty()) {
      return lost;
    }
    return route.touched().isEmpty()
        ? List.of(untouched())
        : Stream.concat(heavy(), shared()).toList();
  }

  private String untouched() {
    boolean named = route.rules().valueStream().anyMatch(rule -> !route.own(rule).isEmpty());
    return (named
            ? "HTTPRoute %s gives Service %s a weight of 0: write one above, so that there is a share to give away"
            : "HTTPRoute %s has no rule with Service %s in its backendRefs: name in spec.traffic.routes[0].name the route that sends traffic to it, or add the rule")
        .formatted(route.name(), route.service());
  }

  private Stream<String> heavy() {
    return route.touched().stream()
        .filter(i -> refs(i).count() > 1)
        .filter(i -> refs(i).anyMatch(ref -> HttpRoute.weight(ref) > MOST))
        .map(
            i ->
                "HTTPRoute %s has a weight above %d in spec.rules[%d]: write smaller ones, so that a hundredth of the share of Service %s can be given away"
                    .formatted(route.name(), MOST, i, route.service()));
  }

  /** Two that give away shares of one rule would take each other's for the user's. */
  private Stream<String> shared() {
    return route.touched().stream()
        .flatMap(
            i ->
                refs(i)
                    .map(ref -> ref.path("name").asText())
                    .filter(route.others()::contains)
                    .map(other -> shared(i, other)));
  }

  private String shared(int rule, String other) {
    return "HTTPRoute %s shares spec.rules[%d] between Service %s and Service %s of another Rollout: give each a rule of its own"
        .formatted(route.name(), rule, route.service(), other);
  }

  private Stream<JsonNode> refs(int rule) {
    return route.rule(rule).path("backendRefs").valueStream();
  }

  private boolean leadsToService(String ruleName) {
    return route.touched().stream()
        .anyMatch(i -> ruleName.equals(HttpRoute.ruleName(route.rule(i))));
  }

  private String misnamed(String ruleName) {
    List<String> rules =
        route
            .rules()
            .valueStream()
            .filter(rule -> !route.own(rule).isEmpty())
            .map(HttpRoute::ruleName)
            .filter(name -> !name.isEmpty())
            .toList();
    return "spec.traffic.routes[0].rules has %s, but HTTPRoute %s has no rule of that name with Service %s in its backendRefs: %s"
        .formatted(
            ruleName,
            route.name(),
            route.service(),
            rules.isEmpty()
                ? "leave rules out, for all that have it"
                : "write one of " + String.join(", ", rules));
  }
}
