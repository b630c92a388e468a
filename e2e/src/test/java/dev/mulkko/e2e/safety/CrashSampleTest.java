package dev.mulkko.e2e.safety;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.e2e.Lab;
import dev.mulkko.e2e.SharedLab;
import dev.mulkko.e2e.safety.Crash.Moment;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Some of what {@code make safety} tries, others each time. */
@Tag("cluster")
final class CrashSampleTest {

  private static final int CRASHES = 6;
  private static final List<Moment> MOMENTS = List.of(Moment.values());

  @Test
  void whereverOneDiesTheNextOneComesToTheSameEnd() throws Exception {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.printf("figure: seed of the crashes = %d, repeated by -Dseed%n", seed);
    Random random = new Random(seed);
    Lab lab = SharedLab.lab();
    try (Runs runs = new Runs(lab);
        ExecutorService threads = Executors.newFixedThreadPool(CRASHES)) {
      Scenario scenario = Scenarios.PROVEN.get(random.nextInt(Scenarios.PROVEN.size()));
      Reference reference = runs.reference(scenario);
      assertThat(results(runs, threads, scenario, reference, random))
          .allSatisfy(
              result -> {
                System.out.println("figure: " + result.told());
                assertThat(result.problems()).as(result.told()).isEmpty();
              });
    }
  }

  private static List<Result> results(
      Runs runs, ExecutorService threads, Scenario scenario, Reference reference, Random random)
      throws InterruptedException, ExecutionException {
    List<Future<Result>> asked = new ArrayList<>();
    for (int i = 0; i < CRASHES; i++) {
      Crash crash =
          new Crash(
              1 + random.nextInt(reference.writes().size()),
              MOMENTS.get(random.nextInt(MOMENTS.size())));
      asked.add(threads.submit(() -> runs.run(scenario, reference, crash)));
    }
    List<Result> results = new ArrayList<>();
    for (Future<Result> one : asked) {
      results.add(one.get());
    }
    return results;
  }
}
