package dev.mulkko.e2e.observer.invariant;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mulkko.e2e.observer.world.Route;
import dev.mulkko.kube.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What the user wrote into the rules of a route, as it is kept in an annotation of the route. When
 * each write keeps it as it was, and the last one gives back what was kept, then the rules end as
 * they began.
 *
 * @param before what is kept before a write, by index of the rule
 * @param now what is kept after it; empty when nothing is
 */
record Originals(Route was, Route is, Optional<JsonNode> before, Optional<JsonNode> now) {

  static Originals of(Route was, Route is, String annotation) {
    return new Originals(was, is, kept(was, annotation), kept(is, annotation));
  }

  private static Optional<JsonNode> kept(Route route, String annotation) {
    return Optional.of(route.tree().at("/metadata/annotations").path(annotation))
        .filter(JsonNode::isTextual)
        .flatMap(text -> parsed(text.asText()));
  }

  /** Somebody may have written nonsense into it. */
  private static Optional<JsonNode> parsed(String text) {
    try {
      return Optional.of(Json.parse(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  Stream<String> broken() {
    return IntStream.range(0, Math.min(was.rules().size(), is.rules().size()))
        .boxed()
        .flatMap(this::broken);
  }

  private Stream<String> broken(int i) {
    JsonNode rule = is.rules().get(i);
    boolean split = is.split(rule);
    if (!split && !was.split(was.rules().get(i))) {
      return Stream.empty();
    }
    JsonNode found =
        split
            ? now.map(kept -> kept.path(String.valueOf(i))).orElse(rule.path("none"))
            : refs(rule);
    List<JsonNode> right = right(i);
    return right.isEmpty() || right.contains(found)
        ? Stream.empty()
        : Stream.of(
            "HTTPRoute %s rules[%d] %s %s, the user wrote %s"
                .formatted(
                    is.name(), i, split ? "keeps" : "is given back", found, right.getFirst()));
  }

  /**
   * What the user wrote last. A rule may have been moved since it was kept; when nothing is kept
   * any more, nobody can know it.
   */
  private List<JsonNode> right(int i) {
    JsonNode rule = was.rules().get(i);
    if (!was.split(rule)) {
      return List.of(refs(rule));
    }
    List<JsonNode> right = new ArrayList<>();
    before.ifPresent(
        kept -> {
          if (kept.has(String.valueOf(i))) {
            right.add(kept.path(String.valueOf(i)));
          }
          kept.forEach(right::add);
        });
    return right;
  }

  private static JsonNode refs(JsonNode rule) {
    return rule.path("backendRefs");
  }
}
