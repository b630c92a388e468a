package dev.mulkko.e2e.safety;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.e2e.Lab;
import dev.mulkko.e2e.Policies;
import dev.mulkko.e2e.safety.Crash.Moment;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Chosen cells of the crash matrix: {@code -Dcell=aborted|AFTER_COMMIT|POST /replicasets}, several
 * with a semicolon between them. The write is the first whose line has both words.
 */
@Tag("safety")
@EnabledIfSystemProperty(named = "cell", matches = ".+")
final class CellTest {

  @Test
  void itComesToTheSameEnd() {
    try (Lab lab = Lab.hollow(Policies.SERVED);
        HollowGateway _ = new HollowGateway(lab.client());
        Runs runs = new Runs(lab)) {
      for (String cell : System.getProperty("cell", "").split(";", -1)) {
        String[] parts = cell.split("\\|", -1);
        Scenario scenario = Scenarios.chosen(parts[0]).getFirst();
        Reference reference = runs.reference(scenario);
        Crash crash = new Crash(write(reference, parts[2]), Moment.valueOf(parts[1]));
        Result result = runs.run(scenario, reference, crash);

        System.out.println(result.told());
        assertThat(result.happened()).as("%s came to its crash", cell).isTrue();
        assertThat(result.problems()).as(result.told()).isEmpty();
      }
    }
  }

  private static int write(Reference reference, String words) {
    List<String> writes = reference.writes();
    String[] both = words.split(" ", 2);
    String found =
        writes.stream()
            .filter(write -> Arrays.stream(both).allMatch(write::contains))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no " + words + " in " + writes));
    return 1 + writes.indexOf(found);
  }
}
