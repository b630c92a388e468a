package dev.mulkko.crds;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Finds what a CRD takes away from whoever relies on a released one. */
final class CrdCompatibility {
  private static final List<String> IDENTITY =
      List.of("/spec/group", "/spec/scope", "/spec/names/kind", "/spec/names/plural");

  private CrdCompatibility() {}

  /**
   * One sentence for each break; an empty list when every object of the release stays valid and
   * means the same.
   */
  static List<String> breaks(JsonNode released, JsonNode present) {
    List<String> breaks = new ArrayList<>();
    for (String pointer : IDENTITY) {
      if (!released.at(pointer).equals(present.at(pointer))) {
        breaks.add(
            "%s was %s, is %s".formatted(pointer, released.at(pointer), present.at(pointer)));
      }
    }
    for (JsonNode old : released.at("/spec/versions")) {
      breaks.addAll(breaksOfVersion(old, present));
    }
    return breaks;
  }

  private static List<String> breaksOfVersion(JsonNode old, JsonNode present) {
    String name = old.path("name").asText();
    Optional<JsonNode> same =
        items(present.at("/spec/versions"))
            .filter(version -> version.path("name").asText().equals(name))
            .filter(version -> version.path("served").asBoolean())
            .findFirst();
    if (same.isEmpty()) {
      return List.of("version %s is no longer served".formatted(name));
    }
    List<String> breaks = new ArrayList<>();
    if (!old.path("subresources").equals(same.get().path("subresources"))) {
      breaks.add("subresources of version %s differ".formatted(name));
    }
    breaks.addAll(SchemaCompatibility.breaks(schema(old), schema(same.get())));
    return breaks;
  }

  private static JsonNode schema(JsonNode version) {
    return version.at("/schema/openAPIV3Schema");
  }

  static Stream<JsonNode> items(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
