package dev.mulkko.e2e.safety;

import dev.mulkko.e2e.Lab;
import dev.mulkko.e2e.Policies;
import dev.mulkko.e2e.safety.Crash.Moment;
import java.nio.file.Path;
import java.util.Comparator;
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
  private static final int TOGETHER = 24;

  /** Drills leave their namespaces behind: after so many scenarios a new cluster is quicker. */
  private static final int A_CLUSTER = 6;

  private Safety() {}

  public static void main(String[] args) throws Exception {
    List<Scenario> scenarios = Scenarios.chosen(System.getenv("SCENARIO"));
    String part = Objects.requireNonNullElse(System.getenv("PART"), "crashes,faults,outages");
    String which = Objects.requireNonNullElse(System.getenv("MISHAP"), "");
    long seed = seed();
    System.out.printf("seed %d, repeated by SEED=%d%n", seed, seed);
    Report report = new Report(Path.of("target", "safety"), OtherParts.in(Path.of("")));
    Random random = new Random(seed);
    for (int i = 0; i < scenarios.size(); i += A_CLUSTER) {
      List<Scenario> some = scenarios.subList(i, Math.min(i + A_CLUSTER, scenarios.size()));
      try (Lab lab = Lab.hollow(Policies.SERVED);
          HollowGateway _ = new HollowGateway(lab.client());
          Runs runs = new Runs(lab);
          ExecutorService threads = Executors.newFixedThreadPool(TOGETHER)) {
        Map<Scenario, Reference> references = references(runs, threads, some, report);
        List<Future<Result>> results =
            cells(part, references, random)
                .filter(cell -> cell.mishap().toString().contains(which))
                .map(cell -> threads.submit(() -> told(cell.in(runs))))
                .toList();
        for (Future<Result> one : results) {
          report.add(one.get());
        }
      }
    }
    System.out.println(report.write());
    System.exit(report.isGreen() ? 0 : 1);
  }

  private static long seed() {
    String seed = System.getenv("SEED");
    return seed == null || seed.isBlank() ? System.nanoTime() : Long.parseLong(seed);
  }

  private record Cell(Scenario scenario, Reference reference, Mishap mishap) {
    Result in(Runs runs) {
      return runs.run(scenario, reference, mishap);
    }
  }

  /** What lasts longest comes first: nothing waits for it at the end. */
  private static Stream<Cell> cells(
      String part, Map<Scenario, Reference> references, Random random) {
    return references.entrySet().stream()
        .flatMap(
            one ->
                mishaps(part, one.getKey(), one.getValue().writes().size(), random)
                    .map(mishap -> new Cell(one.getKey(), one.getValue(), mishap)))
        .sorted(Comparator.comparing(cell -> cell.mishap().lasts(), Comparator.reverseOrder()));
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

  /** Of one that does not go the same way each time without a mishap, nothing can be said. */
  private static Map<Scenario, Reference> references(
      Runs runs, ExecutorService threads, List<Scenario> scenarios, Report report)
      throws InterruptedException {
    Map<Scenario, Future<Reference>> asked = new LinkedHashMap<>();
    scenarios.forEach(s -> asked.put(s, threads.submit(() -> runs.reference(s))));
    Map<Scenario, Reference> result = new LinkedHashMap<>();
    for (Map.Entry<Scenario, Future<Reference>> one : asked.entrySet()) {
      try {
        Reference reference = one.getValue().get();
        System.out.printf(
            "%s: %d writes, %s, not the same each time: %s%n",
            one.getKey(),
            reference.writes().size(),
            reference.tally().counts(),
            reference.unsteady());
        result.put(one.getKey(), reference);
      } catch (ExecutionException e) {
        System.out.printf("%s: %s%n", one.getKey(), e.getCause());
        report.cannotTry(one.getKey(), e);
      }
    }
    return result;
  }

  private static Result told(Result result) {
    System.out.println(result.told());
    return result;
  }
}
