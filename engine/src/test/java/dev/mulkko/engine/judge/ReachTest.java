package dev.mulkko.engine.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mulkko.engine.judge.Simulation.End;
import dev.mulkko.engine.judge.Simulation.Step;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of requests is what rollouts need that are played. */
class ReachTest {

  private static final int RUNS = 400;

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 20, 50, 90})
  void mostBadCanariesAreStoppedByThen(int percent) {
    assertThat(ended(percent, Reach.BAD_ERRORS, End.Stopped, Reach.worse(percent)))
        .isBetween(0.55, 0.95);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 20, 50, 90})
  void mostHealthyOnesPassByThen(int percent) {
    assertThat(ended(percent, Reach.USUAL_ERRORS, End.Early, Reach.healthy(percent)))
        .isBetween(0.55, 0.95);
  }

  /** Against few requests of stable, more of the canary are needed. */
  @Test
  void aLargerShareNeedsMoreRequests() {
    List<Integer> all = IntStream.rangeClosed(1, 99).mapToObj(Reach::worse).toList();
    assertThat(all).isSorted();
    assertThat(all.getFirst()).isGreaterThan(Limits.DEFAULT.minRequests());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 100})
  void withOneVersionThereIsNothingToCompare(int percent) {
    assertThatThrownBy(() -> Reach.worse(percent)).isInstanceOf(IllegalArgumentException.class);
  }

  /** The share of rollouts that have ended so after this many requests of the canary. */
  private static double ended(int percent, double errors, End end, int requests) {
    double share = percent / 100.0;
    int everySecond = 10;
    Step step = new Step(share, requests / everySecond);
    List<Simulation.Run> runs =
        new Simulation(
                Trial.ofErrors(new Latency.Usual(), Limits.DEFAULT),
                everySecond / share,
                Reach.USUAL_ERRORS,
                errors)
            .runs(List.of(step), RUNS, 1);
    return runs.stream().filter(run -> run.steps().getLast().end() == end).count() / (double) RUNS;
  }
}
