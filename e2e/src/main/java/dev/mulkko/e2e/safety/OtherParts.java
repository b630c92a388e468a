package dev.mulkko.e2e.safety;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mulkko.kube.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The figures that tests have left which are no drills: mutants, states, replayed bugs. */
record OtherParts(ObjectNode figures) {

  private static final List<String> FILES =
      List.of(
          "target/safety/mutants.json",
          "engine/target/safety/model.json",
          "engine/target/safety/replay.json",
          "kube/target/safety/replay.json");

  /** In the order in which they are told. */
  private static final List<String> FIGURES =
      List.of("mutants", "mutantsCaught", "states", "replayed", "replayedPassed");

  /**
   * Sums up what is there; a figure that nobody has made is left out.
   *
   * @param checkout in which the tests ran
   */
  static OtherParts in(Path checkout) {
    List<ObjectNode> parts =
        FILES.stream()
            .map(checkout::resolve)
            .filter(Files::exists)
            .map(file -> (ObjectNode) Json.parse(read(file)))
            .toList();
    ObjectNode sums = JsonNodeFactory.instance.objectNode();
    for (String figure : FIGURES) {
      if (parts.stream().anyMatch(part -> part.has(figure))) {
        sums.put(figure, parts.stream().mapToLong(part -> part.path(figure).asLong()).sum());
      }
    }
    return new OtherParts(sums);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether each mutant was caught, and each bug is none here. */
  boolean areGreen() {
    return figures.path("mutants").equals(figures.path("mutantsCaught"))
        && figures.path("replayed").equals(figures.path("replayedPassed"));
  }
}
