package dev.mulkko.helm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Why the operator has a right. What is listed is what {@code make bench-rbac} sees asked for, and
 * the one right that the framework wants to have and does not use.
 *
 * @param pair of verb and resource
 */
record Need(String feature, String pair) {

  /** With every feature on, in the cluster or in each namespace that is watched. */
  static List<Need> inTheCluster() {
    return of("cluster.txt");
  }

  /** In the operator's own namespace. */
  static List<Need> inItsOwnNamespace() {
    return of("own.txt");
  }

  private static List<Need> of(String file) {
    try (Stream<String> lines = Files.lines(Path.of("src/test/resources/needs", file))) {
      return lines.map(line -> line.split(" *[|] *", -1)).flatMap(Need::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Need> read(String[] parts) {
    return Arrays.stream(parts[2].split(" ", -1))
        .map(verb -> new Need(parts[0], verb + " " + parts[1]));
  }

  /** What does not work without a right that is not among these. */
  static List<Need> lacking(List<Need> needs, Set<String> granted) {
    return needs.stream().filter(need -> !granted.contains(need.pair)).toList();
  }

  @Override
  public String toString() {
    return "%s (%s)".formatted(feature, pair);
  }
}
