package dev.mulkko.engine.plan.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.engine.model.Look;
import dev.mulkko.engine.model.Probe;
import dev.mulkko.engine.model.Sight;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What stable says is only of use where the canary says something else. */
class LearningTest {

  @Test
  void someValuesThatTheCanaryDoesNotSayAreEnough() {
    assertThat(obstacle(Map.of("v1", 60, "v1-b", 40), 0, Set.of("v2"))).isEmpty();
    assertThat(obstacle(Map.of("v1", 60), 40, Set.of())).isEmpty();
  }

  @Test
  void nobodyThatTellsIsOne() {
    assertThat(obstacle(Map.of(), 100, Set.of("v2")))
        .contains("status 200 came without header x-version");
  }

  @Test
  void theSameOfBothIsOne() {
    assertThat(obstacle(Map.of("v1", 100), 0, Set.of("v1")))
        .contains("both versions answer x-version: v1, so nobody can tell them apart");
  }

  @Test
  void asManyValuesAsPodsOrRequestsAreOne() {
    assertThat(obstacle(Map.of("a", 25, "b", 25, "c", 50), 0, Set.of())).isEmpty();
    assertThat(obstacle(Map.of("a", 25, "b", 25, "c", 25, "d", 25), 0, Set.of()))
        .contains(
            "the old version has 4 values of x-version: revisionHeader must tell the version");
  }

  private static Optional<String> obstacle(
      Map<String, Integer> answers, int silent, Set<String> canary) {
    Probe probe = new Probe("http://gateway.example", Optional.empty(), "x-version", 100, 5);
    Look look = new Look(probe, "7d9e", Look.STABLE_ALONE, Instant.EPOCH);
    String why = silent == 0 ? "" : "status 200 came without header x-version";
    return Learning.obstacle(new Sight(look, Instant.EPOCH, answers, silent, why, canary));
  }
}
