package dev.mulkko.engine.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.mulkko.engine.judge.Simulation.End;
import dev.mulkko.engine.judge.Simulation.Run;
import dev.mulkko.engine.judge.Simulation.Step;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimulationTest {

  private static final List<Step> STEPS = List.of(new Step(0.05, 600), new Step(0.5, 600));

  @Test
  void theSameSeedGivesTheSameRollouts() {
    Simulation simulation = of(0.005, 0.05);

    assertThat(simulation.runs(STEPS, 20, 7)).isEqualTo(simulation.runs(STEPS, 20, 7));
    assertThat(simulation.runs(STEPS, 20, 8)).isNotEqualTo(simulation.runs(STEPS, 20, 7));
  }

  @Test
  void aVersionThatAlwaysFailsIsStoppedInSeconds() {
    assertThat(of(0.005, 1).runs(STEPS, 50, 1))
        .allMatch(Run::stopped)
        .allMatch(run -> run.seconds() <= 5)
        .allMatch(run -> run.failed() > 0);
  }

  @Test
  void aHealthyVersionComesThroughEarly() {
    List<Run> runs = of(0.005, 0.005).runs(STEPS, 100, 1);

    assertThat(runs).noneMatch(Run::stopped);
    assertThat(runs)
        .filteredOn(run -> run.steps().getLast().end() == End.Early)
        .hasSizeGreaterThan(90);
  }

  @Test
  void aStepThatIsOverIsFollowedByTheNext() {
    List<Run> runs = of(0.005, 0.005).runs(List.of(new Step(0.01, 5), new Step(0.5, 5)), 5, 1);

    assertThat(runs)
        .allSatisfy(
            run ->
                assertThat(run.steps())
                    .extracting(Simulation.Passed::end, Simulation.Passed::seconds)
                    .containsOnly(tuple(End.Over, 5)));
  }

  /** Two standard deviations of 300 runs around the mean of what is drawn. */
  @Test
  void asManyRequestsFailAsIsSaid() {
    List<Run> runs = of(0.2, 0.2).runs(List.of(new Step(0.5, 10)), 300, 3);
    double mean = runs.stream().mapToLong(Run::failed).average().orElseThrow();

    assertThat(mean).isBetween(98.0, 102.0);
  }

  private static Simulation of(double stable, double canary) {
    return new Simulation(Judge.ofErrors(), 100, stable, canary);
  }
}
