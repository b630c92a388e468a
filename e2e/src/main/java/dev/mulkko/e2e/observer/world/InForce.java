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
 */
public record InForce(boolean known, List<JsonNode> versions) {

  static final InForce NONE = new InForce(false, List.of());

  InForce with(JsonNode route) {
    return Route.verified(route)
        ? new InForce(true, List.of(route))
        : new InForce(known, Stream.concat(versions.stream(), Stream.of(route)).toList());
  }
}
