package dev.mulkko.cli.bench;

import dev.mulkko.api.v1beta1.RecordedBy;
import dev.mulkko.cli.server.ApiServer;
import dev.mulkko.cli.server.Past;
import dev.mulkko.cli.server.Stage;
import dev.mulkko.kube.Json;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;

/**
 * How long {@code history} takes with many records: whole processes, from start to end. People read
 * standard error; the last line of standard output is one JSON object.
 */
public final class HistoryBench {

  private static final int RECORDS = Integer.getInteger("mulkko.records", 10_000);
  private static final int ROLLOUTS = 50;
  private static final int USERS = 100;
  private static final int ROUNDS = 10;
  private static final int WARM_UP = 2;
  private static final int WRITERS = 8;

  private static final Map<String, String> QUESTIONS =
      new LinkedHashMap<>(
          Map.of(
              "who", "--who user-7",
              "ticket", "--ticket PAY-7",
              "rollout", "shop-7",
              "outcome", "--outcome RolledBack --limit 20",
              "module", "--module checkout --limit 20",
              "all", "-o csv"));

  private HistoryBench() {}

  /** The argument is the folder of the program. */
  public static void main(String[] arguments) throws Exception {
    Path program = Path.of(arguments[0], "bin", "kubectl-mulkko").toAbsolutePath();
    try (ApiServer server = ApiServer.start()) {
      Stage stage = Stage.of(server, "at-rest");
      write(new Past(server, stage.namespace(), Instant.parse("2025-10-01T00:00:00Z")));
      System.out.println(measure(program, stage));
    }
    System.exit(0);
  }

  private static void write(Past past) throws InterruptedException, ExecutionException {
    System.err.printf("creating %d records%n", RECORDS);
    try (ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
      List<Callable<Object>> attempts =
          LongStream.rangeClosed(1, RECORDS)
              .<Callable<Object>>mapToObj(n -> () -> attempt(past, n))
              .toList();
      for (Future<Object> written : writers.invokeAll(attempts)) {
        written.get();
      }
    }
  }

  private static Object attempt(Past past, long n) {
    return past.attempt(
        "shop-" + n % ROLLOUTS,
        n,
        new RecordedBy("user-" + n % USERS, "Stamped"),
        "PAY-" + n / 10,
        n % 10 == 0 ? "RolledBack" : "Promoted");
  }

  private static String measure(Path program, Stage stage)
      throws IOException, InterruptedException {
    Map<String, List<Long>> times = new LinkedHashMap<>();
    Map<String, Long> lines = new LinkedHashMap<>();
    for (int round = -WARM_UP; round < ROUNDS; round++) {
      for (var question : QUESTIONS.entrySet()) {
        List<String> command = new ArrayList<>(List.of(program.toString(), "history"));
        command.addAll(Arrays.asList(question.getValue().split(" ", -1)));
        command.addAll(List.of(stage.arguments()));
        long begin = System.nanoTime();
        lines.put(question.getKey(), run(command));
        long time = (System.nanoTime() - begin) / 1_000_000;
        if (round >= 0) {
          times.computeIfAbsent(question.getKey(), _ -> new ArrayList<>()).add(time);
        }
      }
    }
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("bench", "history");
    figures.put("records", RECORDS);
    figures.put("rounds", ROUNDS);
    figures.put("processors", Runtime.getRuntime().availableProcessors());
    figures.put("loadAverage", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    times.forEach(
        (name, all) -> {
          List<Long> sorted = all.stream().sorted().toList();
          figures.put(name + "Rows", lines.getOrDefault(name, 0L) - 1);
          figures.put(name + "MedianMillis", sorted.get(sorted.size() / 2));
          figures.put(name + "SlowestMillis", sorted.getLast());
        });
    figures.forEach((name, value) -> System.err.println(name + " " + value));
    return Json.canonical(Json.tree(figures));
  }

  /** How many lines it said. */
  private static long run(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(command + " failed: " + said);
    }
    return said.lines().count();
  }
}
