package dev.mulkko.cli.bench;

import dev.mulkko.cli.server.ApiServer;
import dev.mulkko.cli.server.Stage;
import dev.mulkko.kube.Json;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * Measures processes from start to end, each in turn, so that what else the machine does meets all
 * alike. People read standard error; the last line of standard output is one JSON object.
 */
public final class GetBench {

  private static final int ROUNDS = 20;
  private static final int WARM_UP = 2;
  private static final String WITHOUT_CACHE = "WithoutCache";

  private GetBench() {}

  /** The argument is the folder of the program. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path program = Path.of(arguments[0], "bin", "kubectl-mulkko").toAbsolutePath();
    String kubeconfig = System.getenv("KUBECONFIG");
    if (kubeconfig != null) {
      System.out.println(measure(program, Map.of("get", kubeconfig), ""));
      return;
    }
    System.err.println("no KUBECONFIG: starting an API server");
    try (ApiServer server = ApiServer.start()) {
      Stage stage = Stage.of(server, "canary");
      System.out.println(measure(program, logins(server, stage), stage.namespace()));
    }
    System.exit(0);
  }

  /** The certificate that the API server's own user has, and a token, as clouds give them. */
  private static Map<String, String> logins(ApiServer server, Stage stage) throws IOException {
    Map<String, String> logins = new LinkedHashMap<>();
    logins.put("get", server.kubeconfig().toString());
    logins.put("getByToken", Login.byToken(server, stage.namespace()).toString());
    return logins;
  }

  /**
   * Each list with and without the cache; of the first login also one Rollout, and kubectl.
   *
   * @param logins kubeconfig files by the name of what is measured with them
   */
  private static String measure(Path program, Map<String, String> logins, String namespace)
      throws IOException, InterruptedException {
    SequencedMap<String, List<String>> commands = new LinkedHashMap<>();
    for (var login : logins.entrySet()) {
      List<String> where = new ArrayList<>(List.of("--kubeconfig", login.getValue()));
      if (!namespace.isEmpty()) {
        where.addAll(List.of("-n", namespace));
      }
      commands.put(login.getKey(), command(where, program.toString(), "get"));
      commands.put(login.getKey() + WITHOUT_CACHE, command(where, program.toString(), "get"));
      if (commands.size() == 2) {
        commands.put("getOne", command(where, program.toString(), "get", "shop"));
        commands.put("kubectlGet", command(where, "kubectl", "get", "rollouts.mulkko.dev"));
      }
    }
    Map<String, List<Long>> times = new LinkedHashMap<>();
    for (int round = -WARM_UP; round < ROUNDS; round++) {
      for (var command : commands.entrySet()) {
        boolean cache = !command.getKey().endsWith(WITHOUT_CACHE);
        long time = milliseconds(command.getValue(), cache);
        if (round >= 0) {
          times.computeIfAbsent(command.getKey(), _ -> new ArrayList<>()).add(time);
        }
      }
    }
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("bench", "cli");
    figures.put("rounds", ROUNDS);
    figures.put("java", Runtime.version().toString());
    figures.put("processors", Runtime.getRuntime().availableProcessors());
    figures.put("loadAverage", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    times.forEach((name, all) -> figures.put(name + "MedianMillis", median(all)));
    times.forEach(
        (name, all) ->
            figures.put(name + "FastestMillis", all.stream().min(Long::compare).orElseThrow()));
    figures.forEach((name, value) -> System.err.println(name + " " + value));
    return Json.canonical(Json.tree(figures));
  }

  private static List<String> command(List<String> where, String... words) {
    List<String> command = new ArrayList<>(List.of(words));
    command.addAll(where);
    return command;
  }

  private static long milliseconds(List<String> command, boolean cache)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("MULKKO_AOT", cache ? "on" : "off");
    builder.redirectErrorStream(true);
    long begin = System.nanoTime();
    Process process = builder.start();
    String output =
        new String(
            process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    int code = process.waitFor();
    long time = (System.nanoTime() - begin) / 1_000_000;
    if (code != 0) {
      throw new IOException(command + " ended with " + code + ": " + output);
    }
    return time;
  }

  private static long median(List<Long> times) {
    List<Long> sorted = times.stream().sorted().toList();
    return (sorted.get((sorted.size() - 1) / 2) + sorted.get(sorted.size() / 2)) / 2;
  }
}
