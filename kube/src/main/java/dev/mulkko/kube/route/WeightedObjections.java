package dev.mulkko.kube.route;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mulkko.kube.route.Dialect.Place;
import java.util.List;
import java.util.stream.Stream;

/** Why a route cannot be shifted, as sentences. */
final class WeightedObjections {

  /** The largest weight of which a hundredth can be given away: a Gateway takes a million. */
  private static final int MOST = 10_000;

  private final WeightedRoute route;

  private WeightedObjections(WeightedRoute route) {
    this.route = route;
  }

  static List<String> of(WeightedRoute route) {
    return new WeightedObjections(route).all();
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
    boolean named = route.places().stream().anyMatch(place -> !route.own(place).isEmpty());
    return named
        ? "%s gives Service %s a weight of 0: write one above, so that there is a share to give away"
            .formatted(route.name(), service())
        : "%s has no %s with Service %s in its %s: name in %s.name the route that sends traffic to it, or add the %s"
            .formatted(
                route.name(),
                route.dialect().part(),
                service(),
                route.dialect().list(),
                route.field(),
                route.dialect().part());
  }

  private Stream<String> heavy() {
    return route.touched().stream()
        .filter(place -> refs(place).count() > 1)
        .filter(place -> refs(place).anyMatch(ref -> WeightedRoute.weight(ref) > MOST))
        .map(
            place ->
                "%s has a weight above %d in %s: write smaller ones, so that a hundredth of the share of Service %s can be given away"
                    .formatted(route.name(), MOST, place.words(), service()));
  }

  /** Two that give away shares of one rule would take each other's for the user's. */
  private Stream<String> shared() {
    return route.touched().stream()
        .flatMap(
            place ->
                refs(place)
                    .map(ref -> ref.path("name").asText())
                    .filter(route.revisions().others()::contains)
                    .map(other -> shared(place, other)));
  }

  private String shared(Place place, String other) {
    return "%s shares %s between Service %s and Service %s of another Rollout: give each a %s of its own"
        .formatted(route.name(), place.words(), service(), other, route.dialect().part());
  }

  private Stream<JsonNode> refs(Place place) {
    return route.dialect().refs(place).valueStream();
  }

  private boolean leadsToService(String ruleName) {
    return route.touched().stream().anyMatch(place -> ruleName.equals(place.name()));
  }

  private String misnamed(String ruleName) {
    List<String> rules =
        route.places().stream()
            .filter(place -> !route.own(place).isEmpty())
            .map(Place::name)
            .filter(name -> !name.isEmpty())
            .toList();
    return "%s.rules has %s, but %s has no rule of that name with Service %s in its backendRefs: %s"
        .formatted(
            route.field(),
            ruleName,
            route.name(),
            service(),
            rules.isEmpty()
                ? "leave rules out, for all that have it"
                : "write one of " + String.join(", ", rules));
  }

  private String service() {
    return route.revisions().service();
  }
}
