package dev.mulkko.kube.route;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mulkko.kube.Json;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The kinds of route that are lists of weighted backends, and where each keeps them. */
enum Dialect {
  HTTPRoute("rules", "rule", "backendRefs"),
  GRPCRoute("rules", "rule", "backendRefs"),
  IngressRoute("routes", "route", "services"),
  TraefikService("weighted", "weighted list", "services");

  private final String field;
  private final String part;
  private final String list;

  Dialect(String field, String part, String list) {
    this.field = field;
    this.part = part;
    this.list = list;
  }

  static Optional<Dialect> of(String kind) {
    return Stream.of(values()).filter(dialect -> dialect.name().equals(kind)).findFirst();
  }

  /**
   * One list of backends.
   *
   * @param index of it in the route
   * @param path of what holds the list, as a JSON Pointer
   * @param name what users call it by, empty when it has none
   */
  record Place(int index, String path, String name, JsonNode holder) {

    /** For people: {@code spec.rules[0]}. */
    String words() {
      return path.substring(1).replace('/', '.').replaceAll("\\.(\\d+)$", "[$1]");
    }
  }

  List<Place> places(JsonNode tree) {
    JsonNode holders = tree.path("spec").path(field);
    String path = holdersPath();
    return holders.isArray()
        ? IntStream.range(0, holders.size())
            .mapToObj(i -> place(i, path + "/" + i, holders.get(i)))
            .toList()
        : Stream.of(holders).filter(JsonNode::isObject).map(h -> place(0, path, h)).toList();
  }

  /** Where the parts stand, as a JSON Pointer. */
  String holdersPath() {
    return "/spec/" + field;
  }

  /** What a rule of the Gateway API without matches means, as one. */
  JsonNode matchOfAll() {
    return this == HTTPRoute
        ? Json.parse("{\"path\":{\"type\":\"PathPrefix\",\"value\":\"/\"}}")
        : Json.parse("{}");
  }

  private Place place(int index, String path, JsonNode holder) {
    return new Place(index, path, holder.path("name").asText(), holder);
  }

  JsonNode refs(Place place) {
    return place.holder().path(list);
  }

  String listPath(Place place) {
    return place.path() + "/" + list;
  }

  /** What holds a list, as users call it: {@code rule}. */
  String part() {
    return part;
  }

  /** The list, as its field is called. */
  String list() {
    return list;
  }

  /**
   * Whether a backend without endpoints takes the whole route down, also with a weight of 0: then
   * one that gets nothing must not be named. Traefik does so, unless {@code allowEmptyServices} of
   * its provider is set.
   */
  boolean leavesOutWhatGetsNothing() {
    return switch (this) {
      case HTTPRoute, GRPCRoute -> false;
      case IngressRoute, TraefikService -> true;
    };
  }

  /**
   * Why the data plane is not known to carry what is written; empty when it is, or says nothing.
   */
  Optional<String> unverified(JsonNode tree) {
    return switch (this) {
      case HTTPRoute, GRPCRoute -> GatewayStatus.unverified(tree);
      case IngressRoute, TraefikService -> Optional.empty();
    };
  }
}
