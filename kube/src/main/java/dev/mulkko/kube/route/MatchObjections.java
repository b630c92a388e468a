package dev.mulkko.kube.route;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mulkko.engine.model.Match;
import dev.mulkko.engine.model.Match.Condition;
import dev.mulkko.kube.Names;
import dev.mulkko.kube.route.Dialect.Place;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Why a route cannot get the rules that send some requests to one version, as sentences. */
final class MatchObjections {

  /** What the Gateway API allows. */
  private static final int RULES = 16;

  private static final int MATCHES = 128;

  private final WeightedRoute route;

  private MatchObjections(WeightedRoute route) {
    this.route = route;
  }

  static List<String> of(WeightedRoute route, Match match) {
    MatchObjections objections = new MatchObjections(route);
    return switch (route.dialect()) {
      case HTTPRoute, GRPCRoute ->
          Stream.of(room(route, 1, "setMatch"), named(route, "setMatch"), objections.twice(match))
              .flatMap(sentences -> sentences)
              .toList();
      case IngressRoute -> objections.old().toList();
      case TraefikService -> List.of();
    };
  }

  /**
   * So many more for each that is touched.
   *
   * @param field that asks for them
   */
  static Stream<String> room(WeightedRoute route, int each, String field) {
    List<Place> users = users(route);
    int rules = users.size() + each * route.touched().size();
    int matches = matches(users) + each * matches(route.touched());
    String way = "name those that the steps are about in spec.traffic.routes[].rules, or split it";
    return Stream.of(
            rules > RULES ? "%d rules, %d are allowed".formatted(rules, RULES) : "",
            matches > MATCHES ? "%d matches, %d are allowed".formatted(matches, MATCHES) : "")
        .filter(found -> !found.isEmpty())
        .map(found -> "%s would have %s with %s: %s".formatted(route.name(), found, field, way));
  }

  private static int matches(List<Place> places) {
    return places.stream()
        .mapToInt(place -> Math.max(1, place.holder().path("matches").size()))
        .sum();
  }

  /** Those that are not added by us. */
  static List<Place> users(WeightedRoute route) {
    return route.places().stream().filter(place -> !CohortRules.isOne(route, place)).toList();
  }

  static Stream<String> named(WeightedRoute route, String field) {
    return users(route).stream()
        .filter(place -> Names.isMatchRule(route.rollout(), place.name()))
        .map(
            place ->
                "%s has a rule %s, a name that %s gives: give it another one"
                    .formatted(route.name(), place.name(), field));
  }

  /** A header that a rule asks for already cannot be asked for once more. */
  private Stream<String> twice(Match match) {
    Set<String> asked =
        match.conditions().stream().map(MatchObjections::key).collect(Collectors.toSet());
    return route.touched().stream()
        .flatMap(
            place ->
                place
                    .holder()
                    .path("matches")
                    .valueStream()
                    .flatMap(MatchObjections::keys)
                    .filter(asked::contains)
                    .distinct()
                    .map(
                        key ->
                            "%s asks for %s in %s already: name another one in setMatch"
                                .formatted(route.name(), key, place.words())));
  }

  private static Stream<String> keys(JsonNode one) {
    return Stream.concat(
        one.path("headers")
            .valueStream()
            .map(header -> "header " + header.path("name").asText().toLowerCase(Locale.ROOT)),
        one.path("queryParams").valueStream().map(query -> "query " + query.path("name").asText()));
  }

  private static String key(Condition condition) {
    return switch (condition.source()) {
      case Header -> "header " + condition.name().toLowerCase(Locale.ROOT);
      case Cookie -> "header cookie";
      case Query -> "query " + condition.name();
    };
  }

  private Stream<String> old() {
    return route.touched().stream()
        .filter(place -> place.holder().path("syntax").asText().equals("v2"))
        .map(
            place ->
                "%s has syntax v2 in %s, in which setMatch cannot be written: write its match as v3"
                    .formatted(route.name(), place.words()));
  }
}
