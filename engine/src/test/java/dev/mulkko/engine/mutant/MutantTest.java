package dev.mulkko.engine.mutant;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Takes out each guard of the judge: the test that is named beside it must fail. */
class MutantTest {

  static List<Mutant> mutants() {
    return Mutants.ALL;
  }

  @ParameterizedTest
  @MethodSource("mutants")
  void aGuardIsMissedWhenItIsGone(Mutant mutant, @TempDir Path folder) throws Exception {
    Laboratory.compile(mutant.mutation(), folder);
    TestExecutionSummary summary = TestRun.of(mutant.test(), folder);

    assertThat(summary.getFailures())
        .as("%s without %s", mutant.test(), mutant.what())
        .isNotEmpty()
        .allSatisfy(
            failure -> assertThat(failure.getException()).isInstanceOf(AssertionError.class));
  }

  /** They fail by what is missing, and not by being run here. */
  @Test
  void withAllGuardsTheSameTestsPass(@TempDir Path empty) throws Exception {
    for (String test : Mutants.ALL.stream().map(Mutant::test).distinct().toList()) {
      TestExecutionSummary summary = TestRun.of(test, empty);

      assertThat(summary.getTestsSucceededCount()).as(test).isPositive();
      assertThat(summary.getFailures()).as(test).isEmpty();
    }
  }
}
