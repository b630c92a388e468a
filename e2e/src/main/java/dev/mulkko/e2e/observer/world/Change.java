package dev.mulkko.e2e.observer.world;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/**
 * One object became another at one revision of the cluster.
 *
 * @param revision of etcd: there is one etcd, so all kinds share one order. Only a test may rely on
 *     that
 * @param seen when a watch told of it
 * @param object empty when it was deleted
 */
public record Change(
    long revision, Instant seen, Kind kind, String name, Optional<JsonNode> object) {

  public static final Comparator<Change> ORDER =
      Comparator.comparingLong(Change::revision)
          .thenComparing(Change::kind)
          .thenComparing(Change::name);

  /** Without what servers only keep books in. */
  public static Change to(JsonNode tree, Kind kind, Instant seen) {
    ObjectNode object = tree.deepCopy();
    if (object.path("metadata") instanceof ObjectNode metadata) {
      metadata.remove("managedFields");
    }
    return new Change(
        revisionOf(object), seen, kind, object.at("/metadata/name").asText(), Optional.of(object));
  }

  private static long revisionOf(JsonNode object) {
    return Long.parseLong(object.at("/metadata/resourceVersion").asText("0"));
  }
}
