package dev.mulkko.e2e.safety;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.e2e.SharedLab;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * An operator that starts at an API server which is behind saw a rollout as not begun, and wrote
 * the status of its beginning over the newer one.
 */
@Tag("cluster")
final class RestartedBehindTest {

  /** Where it was found. */
  private static final int WRITE = 8;

  @Test
  void aStatusOfThePastIsNotWrittenOverANewerOne() {
    try (Runs runs = new Runs(SharedLab.lab())) {
      Scenario scenario = Scenarios.chosen("aborted").getFirst();
      Trouble.Kind behind =
          Trouble.ALL.stream()
              .filter(kind -> kind.name().startsWith("restarted behind"))
              .findFirst()
              .orElseThrow();
      Result result = runs.run(scenario, runs.reference(scenario), new Trouble(behind, WRITE));

      assertThat(result.happened()).isTrue();
      assertThat(result.problems()).as(result.told()).isEmpty();
    }
  }
}
