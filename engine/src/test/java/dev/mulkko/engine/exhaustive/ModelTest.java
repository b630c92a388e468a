package dev.mulkko.engine.exhaustive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.engine.Planner;
import dev.mulkko.engine.exhaustive.Setting.Budget;
import org.junit.jupiter.api.Test;

/** Whatever happens in whatever order, nothing breaks and all comes to rest. */
class ModelTest {

  @Test
  void aRolloutIsSafeInEveryOrder() {
    Setting setting = Settings.canary("canary", new Budget(1, 0, 0), Act.template("v2"));
    long t = System.nanoTime();
    Graph graph =
        Graph.from(Settings.attached(setting), new Moves(new Operator(Planner::plan)), 5_000_000);
    System.out.printf(
        "%s: %d states, %d transitions%n", setting.name(), graph.states(), graph.transitions());
    System.out.println((System.nanoTime() - t) / 1e9);
    System.out.println(graph.longest());
    assertThat(graph.violation()).isEmpty();
  }
}
