package dev.mulkko.crds;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
  private static final Set<String> REVIEWED =
      Stream.concat(
              Stream.of(
                      "spec.progressDeadline",
                      "spec.traffic.settle",
                      "spec.strategy.canary.stepTime",
                      "spec.strategy.canary.scaleDownDelay",
                      "spec.strategy.canary.steps[].pause.duration")
                  // It says in words what the pattern beside it has always asked for.
                  .map(field -> field + ": rule is new: self.matches('^([0-9]+(ms|s|m|h))+$')"),
              Stream.of(
                  // There could be one route at most.
                  "spec.traffic: rule is new: !has(self.routes) || self.routes.all(r,"
                      + " self.routes.exists_one(s, s.kind == r.kind && s.name == r.name))",
                  // There was no strategy rolling, which alone can do without traffic.
                  "spec: rule is new: has(self.traffic) || has(self.strategy.rolling)",
                  "spec: rule is new: !has(self.strategy.rolling) || !has(self.traffic) ||"
                      + " !has(self.traffic.routes) || self.traffic.routes.size() == 0",
                  "spec.strategy: rule is new: [has(self.canary), has(self.blueGreen),"
                      + " has(self.rolling)].exists_one(x, x)",
                  // HTTPRoute was the only kind.
                  "spec.traffic.routes[]: rule is new: !has(self.rules) || self.kind in"
                      + " ['HTTPRoute', 'GRPCRoute']"))
          .collect(Collectors.toUnmodifiableSet());

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
