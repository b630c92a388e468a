package dev.mulkko.kube.route;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mulkko.engine.model.Sticky;
import dev.mulkko.kube.route.Dialect.Place;
import java.util.List;
import java.util.stream.Stream;

/** Why a route cannot let clients stay with the version that they met, as sentences. */
final class StickyObjections {

  /** What the Gateway API allows in a rule. */
  private static final int BACKENDS = 16;

  private static final String STICKY = "spec.strategy.canary.sticky";

  private final WeightedRoute route;

  private StickyObjections(WeightedRoute route) {
    this.route = route;
  }

  /**
   * Asks all of them.
   *
   * @param matching whether a step sends the canary some requests alone as well
   */
  static List<String> of(WeightedRoute route, Sticky sticky, boolean matching) {
    StickyObjections objections = new StickyObjections(route);
    // The canary's clients, and stable's.
    int rules = matching ? 3 : 2;
    return Stream.of(
            MatchObjections.room(route, rules, STICKY),
            MatchObjections.named(route, STICKY),
            route.touched().stream().flatMap(place -> objections.of(place, sticky)))
        .flatMap(sentences -> sentences)
        .toList();
  }

  private Stream<String> of(Place place, Sticky sticky) {
    return Stream.of(many(place, sticky), mixed(place), asked(place), set(place), overtaken(place))
        .flatMap(sentences -> sentences);
  }

  /** One for each lot, and one more while steps that are edited leave a weight that none has. */
  private Stream<String> many(Place place, Sticky sticky) {
    long own =
        WeightedEdit.original(route, place).valueStream().filter(route.revisions()::isOwn).count();
    long backends = own * (sticky.lots().size() + 2);
    return some(
        backends > BACKENDS,
        "%s would have up to %d backends in %s with %s, %d are allowed: write fewer weights in spec.strategy.canary.steps",
        route.name(),
        backends,
        place.words(),
        STICKY,
        BACKENDS);
  }

  private Stream<String> mixed(Place place) {
    return some(
        route.isMixed(place),
        "%s gives a share of %s to others, which clients that stay with Service %s would never meet again: give it a rule of its own, or leave out %s",
        route.name(),
        place.words(),
        route.revisions().service(),
        STICKY);
  }

  private Stream<String> asked(Place place) {
    return some(
        matches(place)
            .flatMap(match -> match.path("headers").valueStream())
            .anyMatch(header -> header.path("name").asText().equalsIgnoreCase("Cookie")),
        "%s asks for header Cookie in %s, which can be asked for only once: ask there for another header, or leave out %s",
        route.name(),
        place.words(),
        STICKY);
  }

  private Stream<String> set(Place place) {
    return some(
        WeightedEdit.original(route, place).valueStream().anyMatch(SetCookie::isTouchedBy),
        "%s has Set-Cookie in the filters of a backend in %s, where one alone can stand: move it to the filters of the rule, or leave out %s",
        route.name(),
        place.words(),
        STICKY);
  }

  /** By one header more it would go before others that went before it. */
  private Stream<String> overtaken(Place place) {
    List<String> touched = route.touched().stream().map(Place::path).toList();
    return MatchObjections.users(route).stream()
        .filter(other -> !touched.contains(other.path()))
        .filter(
            other ->
                matches(other)
                    .anyMatch(
                        theirs ->
                            matches(place)
                                .anyMatch(
                                    own -> overtakes(own, theirs, place.index() > other.index()))))
        .map(
            other ->
                "%s has %s, whose requests %s would get by the cookie of %s: ask there for one header more, or leave it out"
                    .formatted(route.name(), other.words(), place.words(), STICKY));
  }

  private static boolean overtakes(JsonNode own, JsonNode theirs, boolean later) {
    int queries = theirs.path("queryParams").size() - own.path("queryParams").size();
    boolean asksMore = theirs.path("headers").size() + theirs.path("queryParams").size() > 0;
    return path(own).equals(path(theirs))
        && own.path("method").equals(theirs.path("method"))
        && own.path("headers").size() == theirs.path("headers").size()
        && (queries > 0 || (queries == 0 && later && asksMore));
  }

  private static String path(JsonNode match) {
    return match.path("path").path("type").asText("PathPrefix")
        + match.path("path").path("value").asText("/");
  }

  private Stream<JsonNode> matches(Place place) {
    JsonNode matches = place.holder().path("matches");
    return matches.isEmpty() ? Stream.of(route.dialect().matchOfAll()) : matches.valueStream();
  }

  private static Stream<String> some(boolean found, String sentence, Object... parts) {
    return found ? Stream.of(sentence.formatted(parts)) : Stream.empty();
  }
}
