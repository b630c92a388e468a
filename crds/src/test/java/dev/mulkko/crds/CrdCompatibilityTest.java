package dev.mulkko.crds;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An object that a release accepted is accepted for ever, and means the same. At a release copy
 * each file of {@code generated} to {@code released}, with the version in its name.
 */
class CrdCompatibilityTest {
  private static final Path RELEASED = Path.of("released");

  /**
   * Sentences of the checker that a person has looked at and found to be no break, such as a rule
   * that was replaced by a wider one. With the release that no longer needs it, a line goes away
   * again.
   */
  private static final Set<String> REVIEWED = Set.of();

  static List<Path> released() {
    return Yaml.filesIn(RELEASED);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("released")
  void nothingOfAReleaseIsTakenAway(Path file) {
    assertThat(breaksSince(file)).filteredOn(found -> !REVIEWED.contains(found)).isEmpty();
  }

  @Test
  void everyReviewedSentenceIsStillSaid() {
    Set<String> said = new HashSet<>();
    released().forEach(file -> said.addAll(breaksSince(file)));
    assertThat(said).containsAll(REVIEWED);
  }

  @Test
  void everyCrdHasARelease() {
    assertThat(released().stream().map(file -> name(Yaml.parse(Yaml.text(file)))))
        .containsAll(
            CrdWriter.generate().values().stream()
                .map(Yaml::parse)
                .map(CrdCompatibilityTest::name)
                .toList());
  }

  private static List<String> breaksSince(Path file) {
    JsonNode release = Yaml.parse(Yaml.text(file));
    Path present = Crds.GENERATED.resolve(name(release) + ".yaml");
    return CrdCompatibility.breaks(release, Yaml.parse(Yaml.text(present)));
  }

  private static String name(JsonNode crd) {
    return crd.at("/metadata/name").asText();
  }
}
