package dev.mulkko.e2e.safety;

import dev.mulkko.e2e.Lab;
import dev.mulkko.e2e.Policies;
import dev.mulkko.e2e.safety.Crash.Moment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** {@code make safety}: every mishap of every scenario, several at a time. */
public final class Safety {

  /** A run waits most of its time; so many together keep two cores busy. */
  private static final int TOGETHER = 14;

  private Safety() {}

  public static void main(String[] args) throws Exception {
    List<Scenario> scenarios = Scenarios.chosen(System.getenv("SCENARIO"));
    String part = Objects.requireNonNullElse(System.getenv("PART"), "crashes,faults,outages");
    String which = Objects.requireNonNullElse(System.getenv("MISHAP"), "");
    long seed = seed();
    System.out.printf("seed %d, repeated by SEED=%d%n", seed, seed);
    Report report = new Report(Path.of("target", "safety"), OtherParts.in(Path.of("")));
    try (Lab lab = Lab.hollow(Policies.SERVED);
        HollowGateway _ = new HollowGateway(lab.client());
        Runs runs = new Runs(lab);
        ExecutorService threads = Executors.newFixedThreadPool(TOGETHER)) {
      Map<Scenario, Reference> references = references(runs, threads, scenarios);
      List<Future<Result>> asked = new ArrayList<>();
      Random random = new Random(seed);
      references.forEach(
          (scenario, reference) ->
              mishaps(part, scenario, reference.writes().size(), random)
                  .filter(mishap -> mishap.name().contains(which))
                  .forEach(
                      mishap ->
                          asked.add(
                              threads.submit(() -> told(runs.run(scenario, reference, mishap))))));
      for (Future<Result> one : asked) {
        report.add(one.get());
      }
    }
    System.out.println(report.write());
    System.exit(report.isGreen() ? 0 : 1);
  }

  private static long seed() {
    String seed = System.getenv("SEED");
    return seed == null || seed.isBlank() ? System.nanoTime() : Long.parseLong(seed);
  }

  /** A crash at each write in each way; each other trouble from one write on. */
  private static Stream<Mishap> mishaps(String part, Scenario scenario, int writes, Random random) {
    Stream<Mishap> outages =
        Scenarios.PROVEN.contains(scenario)
            ? Stream.of(new Trouble(Trouble.OUTAGE, 1 + random.nextInt(writes)))
            : Stream.empty();
    Stream<Mishap> crashes =
        IntStream.rangeClosed(1, writes)
            .boxed()
            .flatMap(write -> Stream.of(Moment.values()).map(how -> new Crash(write, how)));
    Stream<Mishap> troubles =
        Trouble.ALL.stream().map(kind -> new Trouble(kind, 1 + random.nextInt(writes)));
    return Stream.of(
            part.contains("outages") ? outages : Stream.<Mishap>empty(),
            part.contains("crashes") ? crashes : Stream.<Mishap>empty(),
            part.contains("faults") ? troubles : Stream.<Mishap>empty())
        .flatMap(some -> some);
  }

  private static Map<Scenario, Reference> references(
      Runs runs, ExecutorService threads, List<Scenario> scenarios)
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

  private static Result told(Result result) {
    System.out.println(result.told());
    return result;
  }
}
