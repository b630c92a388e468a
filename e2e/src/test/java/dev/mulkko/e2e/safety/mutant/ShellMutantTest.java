package dev.mulkko.e2e.safety.mutant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.e2e.safety.mutant.Trial.Fate;
import dev.mulkko.e2e.safety.mutant.Trial.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The negative control of what surrounds the engine: each of its faults is told by a test. */
@Tag("safety")
class ShellMutantTest {

  /** A trial keeps one core busy. */
  private static final int TOGETHER = 2;

  @Test
  void everyFaultOfTheShellIsCaught(@TempDir Path folders) throws Exception {
    List<Row> rows = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(TOGETHER)) {
      for (Future<Row> row : threads.invokeAll(trials(folders))) {
        rows.add(told(row));
      }
    }
    MutantReport report = new MutantReport(rows);
    report.write(Path.of("..", "target", "safety"));

    assertThat(rows.stream().filter(row -> !row.isGreen()).toList()).isEmpty();
  }

  /** What takes long begins first. */
  private static List<Callable<Row>> trials(Path folders) {
    Set<ShellMutant.Test> tests = new LinkedHashSet<>();
    ShellMutants.ALL.stream()
        .sorted(Comparator.comparing(mutant -> mutant.test().cell().isEmpty()))
        .map(ShellMutant::test)
        .forEach(tests::add);
    List<Callable<Row>> trials = new ArrayList<>();
    for (ShellMutant.Test test : tests) {
      ShellMutants.ALL.stream()
          .filter(mutant -> mutant.test().equals(test))
          .forEach(mutant -> trials.add(() -> row(folders, mutant)));
      trials.add(() -> row(folders, test));
    }
    return trials;
  }

  private static Row row(Path folders, ShellMutant mutant) throws Exception {
    Verdict verdict = trial(folders, mutant.name()).of(mutant).run(mutant.test());
    return new Row(mutant.name(), mutant.test().toString(), Fate.FAILED, verdict);
  }

  /** It fails by what is wrong, and not by being run here. */
  private static Row row(Path folders, ShellMutant.Test test) throws Exception {
    Verdict verdict = trial(folders, "nothing " + test).run(test);
    return new Row("", test.toString(), Fate.PASSED, verdict);
  }

  private static Trial trial(Path folders, String name) throws IOException {
    return new Trial(folders.resolve(Trial.folderOf(name)));
  }

  private static Row told(Future<Row> future) throws InterruptedException, ExecutionException {
    Row row = future.get();
    System.out.println("figure: " + row);
    return row;
  }
}
