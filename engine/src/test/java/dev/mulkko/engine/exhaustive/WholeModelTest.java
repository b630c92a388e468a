package dev.mulkko.engine.exhaustive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.engine.Planner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The same in all clusters, with more that happens after each other. Of many minutes. */
@Tag("safety")
class WholeModelTest {
  private static final Path FIGURES = Path.of("target", "safety", "model.json");

  @Test
  void everyOrderIsSafeAndComesToRest() throws IOException {
    long states = 0;
    long transitions = 0;
    List<Tale> violations = new ArrayList<>();
    List<Tale> livelocks = new ArrayList<>();
    for (Setting setting : Settings.WHOLE) {
      Graph graph = Graph.of(setting, Planner::plan);
      System.out.printf(
          "%-40s %9d states %9d transitions%n",
          setting.name(), graph.states(), graph.transitions());
      states += graph.states();
      transitions += graph.transitions();
      graph.violation().ifPresent(violations::add);
      graph.livelock().ifPresent(livelocks::add);
    }
    String figures =
        "{\"states\":%d,\"transitions\":%d,\"violations\":%d,\"livelocks\":%d}"
            .formatted(states, transitions, violations.size(), livelocks.size());
    System.out.println(figures);
    Files.createDirectories(FIGURES.getParent());
    Files.writeString(FIGURES, figures + "\n");
    assertThat(violations).isEmpty();
    assertThat(livelocks).isEmpty();
    assertThat(states).isGreaterThan(1_000_000);
  }
}
