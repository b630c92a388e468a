package dev.mulkko.e2e.safety;

import dev.mulkko.e2e.Lab;
import dev.mulkko.e2e.Policies;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** {@code make safety}: every crash of every scenario, several at a time. */
public final class Safety {

  /** A run waits most of its time; so many together keep two cores busy. */
  private static final int TOGETHER = 8;

  private Safety() {}

  public static void main(String[] args) throws Exception {
    List<Scenario> scenarios = Scenarios.chosen(System.getenv("SCENARIO"));
    Report report = new Report(Path.of("target", "safety"));
    try (Lab lab = Lab.hollow(Policies.SERVED);
        HollowGateway _ = new HollowGateway(lab.client());
        CrashRuns runs = new CrashRuns(lab);
        ExecutorService threads = Executors.newFixedThreadPool(TOGETHER)) {
      for (Result result : all(runs, threads, references(runs, threads, scenarios), report)) {
        report.add(result);
      }
    }
    System.out.println(report.write());
    System.exit(report.isGreen() ? 0 : 1);
  }

  private static Map<Scenario, Reference> references(
      CrashRuns runs, ExecutorService threads, List<Scenario> scenarios)
      throws InterruptedException, ExecutionException {
    Map<Scenario, Future<Reference>> asked = new LinkedHashMap<>();
    scenarios.forEach(s -> asked.put(s, threads.submit(() -> runs.reference(s))));
    Map<Scenario, Reference> result = new LinkedHashMap<>();
    for (Map.Entry<Scenario, Future<Reference>> one : asked.entrySet()) {
      Reference reference = one.getValue().get();
      System.out.printf(
          "%s: %d writes, %s, not the same each time: %s%n",
          one.getKey(),
          reference.writes().size(),
          reference.tally().counts(),
          reference.unsteady());
      result.put(one.getKey(), reference);
    }
    return result;
  }

  private static List<Result> all(
      CrashRuns runs, ExecutorService threads, Map<Scenario, Reference> references, Report report)
      throws InterruptedException, ExecutionException {
    List<Future<Result>> asked = new ArrayList<>();
    references.forEach(
        (scenario, reference) -> {
          report.writePoints(reference.writes().size());
          for (int write = 1; write <= reference.writes().size(); write++) {
            for (Crash.Moment moment : Crash.Moment.values()) {
              Crash crash = new Crash(write, moment);
              asked.add(threads.submit(() -> told(runs.run(scenario, reference, crash))));
            }
          }
        });
    List<Result> results = new ArrayList<>();
    for (Future<Result> one : asked) {
      results.add(one.get());
    }
    return results;
  }

  private static Result told(Result result) {
    System.out.println(result.told());
    return result;
  }
}
