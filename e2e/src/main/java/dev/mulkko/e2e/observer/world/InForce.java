package dev.mulkko.e2e.observer.world;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a data plane may serve of one route: what every Gateway was last seen to have, and all that
 * was written since. A route may be shared, so that somebody else's write is not yet in force while
 * each of these versions gives a revision nothing.
 *
 * @param known whether the first of them was seen in force
 * @param last what it may have served until the present generation was seen in force
 */
public record InForce(boolean known, List<JsonNode> versions, List<JsonNode> last) {

  static final InForce NONE = new InForce(false, List.of(), List.of());

  InForce with(JsonNode route) {
    if (!Route.verified(route)) {
      return new InForce(known, Stream.concat(versions.stream(), Stream.of(route)).toList(), last);
    }
    boolean asBefore = versions.stream().allMatch(version -> isOneGeneration(version, route));
    return new InForce(true, List.of(route), asBefore ? last : versions);
  }

  private static boolean isOneGeneration(JsonNode one, JsonNode other) {
    return one.at("/metadata/generation").equals(other.at("/metadata/generation"));
  }

  /** What was or may be served when the last news of it left. */
  Stream<JsonNode> lately() {
    return Stream.concat(last.stream(), versions.stream());
  }
}
