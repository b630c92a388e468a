package dev.mulkko.e2e.safety;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.e2e.SharedLab;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cells of the fault matrix in which something was found. */
@Tag("cluster")
final class FoundTroubleTest {

  @ParameterizedTest(name = "{3}")
  @CsvSource({
    "aborted, restarted behind, 8, an old status is not written over a newer one",
    "promoted-rolling, restarted behind, 10, old ReplicaSets do not take a good roll for lost",
    "crashing, pods told, 6, an abort sees the ReplicaSet that no cache knows yet",
    "aborted-ingress, restarted behind, 19, a request is not refused before its rollout is seen"
  })
  void itEndsAsWithoutTheTrouble(String scenario, String trouble, int write, String what) {
    try (Runs runs = new Runs(SharedLab.lab())) {
      Scenario story = Scenarios.chosen(scenario).getFirst();
      Trouble.Kind kind =
          Trouble.ALL.stream()
              .filter(one -> one.name().startsWith(trouble))
              .findFirst()
              .orElseThrow();
      Result result = runs.run(story, runs.reference(story), new Trouble(kind, write));

      assertThat(result.happened()).as(what).isTrue();
      assertThat(result.problems()).as(result.told()).isEmpty();
    }
  }
}
