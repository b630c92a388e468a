package dev.mulkko.e2e;

import dev.mulkko.operator.Main;
import dev.mulkko.testbed.cluster.Launcher;
import dev.mulkko.testbed.cluster.User;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The operator as a JVM of its own, with the flags that the image has. */
public final class OperatorProcess implements AutoCloseable {

  private static final Duration START = Duration.ofSeconds(60);

  private static final Pattern METRICS_PORT = Pattern.compile("\"ready: metrics on port (\\d+)");

  /** Half of the chart's memory limit, in MB, as the image takes it. */
  public static final int HEAP = 192;

  private static final Pattern LIVE = Pattern.compile("Total\\s+\\d+\\s+(\\d+)");

  private final Process process;
  private final Path log;
  private final long from;

  private OperatorProcess(Process process, Path log, long from) {
    this.process = process;
    this.log = log;
    this.from = from;
  }

  /** One for all namespaces. Returns when its caches are filled and it acts. */
  public static OperatorProcess start(Lab lab) {
    return start(lab, "operator", HEAP, Map.of());
  }

  /**
   * The same with a log and a heap of its own.
   *
   * @param heap in MB, at most
   * @param more replaces what it gets by itself
   */
  public static OperatorProcess start(Lab lab, String name, int heap, Map<String, String> more) {
    OperatorProcess operator = launch(lab, name + ".log", java(heap), more);
    operator.awaitReady();
    return operator;
  }

  /**
   * One that sees a single namespace, so that others can work beside it. Returns at once.
   *
   * @param more replaces what it gets by itself
   */
  public static OperatorProcess in(String namespace, Lab lab, Map<String, String> more) {
    return in(namespace, lab, more, List.of(namespace));
  }

  /**
   * The same for several namespaces.
   *
   * @param name what they are called together, in the name of the log
   */
  public static OperatorProcess in(
      String name, Lab lab, Map<String, String> more, List<String> namespaces) {
    Map<String, String> environment = new HashMap<>(more);
    environment.put("MULKKO_NAMESPACES", String.join(",", namespaces));
    String instance = more.getOrDefault("MULKKO_INSTANCE", "operator");
    return launch(lab, "%s-%s.log".formatted(instance, name), java(HEAP), environment);
  }

  /** What runs before an operator that sees a single namespace is uninstalled. */
  public static OperatorProcess detach(String namespace, Lab lab, String limit) {
    return detach(
        namespace,
        lab,
        limit,
        lab.cluster().serviceAccountKubeconfig(Lab.SYSTEM, Product.RELEASE + "-detach"));
  }

  /** The same by somebody else. */
  public static OperatorProcess detach(String namespace, Lab lab, String limit, Path kubeconfig) {
    return launch(
        lab,
        "detach-%s.log".formatted(namespace),
        java(HEAP, "detach", limit),
        Map.of("MULKKO_NAMESPACES", namespace, "KUBECONFIG", kubeconfig.toString()));
  }

  /** Returns when it has ended by itself. */
  public int awaitEnd() {
    return process.onExit().join().exitValue();
  }

  /** Started in another way, by this command. Returns at once. */
  public static OperatorProcess by(List<String> command, Lab lab, Map<String, String> more) {
    return launch(lab, "operator-by.log", command, more);
  }

  /** How the image starts it, with the class path of this JVM. */
  public static List<String> entrypoint() {
    return java(HEAP);
  }

  private static List<String> java(int heap, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags());
    command.add("-Xmx%dm".formatted(heap));
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(Main.class.getName());
    command.addAll(List.of(arguments));
    return command;
  }

  private static List<String> flags() {
    try (InputStream file = Main.class.getResourceAsStream("java.options")) {
      return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> line.startsWith("-"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static OperatorProcess launch(
      Lab lab, String logName, List<String> command, Map<String, String> more) {
    Path log = lab.file(logName);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().keySet().removeIf(name -> name.startsWith("MULKKO_"));
    builder.environment().put("KUBECONFIG", lab.cluster().kubeconfig(User.OPERATOR).toString());
    builder.environment().put("MULKKO_METRICS_PORT", "0");
    builder.environment().put("MULKKO_PROBES_PORT", "0");
    builder.environment().put("MULKKO_AT_REST", lab.holdsNewTemplates() ? "Unpaused" : "Paused");
    builder.environment().put("MULKKO_PROMETHEUS_URL", lab.cluster().prometheus().toString());
    builder.environment().put("MALLOC_ARENA_MAX", "2");
    builder.environment().putAll(more);
    long from = size(log);
    return new OperatorProcess(Launcher.start(builder), log, from);
  }

  /** Returns when its caches are filled and it acts. */
  public void awaitReady() {
    Wait.until(START, "the operator is ready, see " + log, this::saysReady);
  }

  private boolean saysReady() throws IOException {
    if (!process.isAlive()) {
      throw new IllegalStateException("the operator ended:\n" + Files.readString(log));
    }
    return said().contains("\"ready: ");
  }

  /** What this process wrote into a log that others may have begun. */
  private String said() throws IOException {
    byte[] all = Files.readAllBytes(log);
    return new String(all, (int) from, all.length - (int) from, StandardCharsets.UTF_8);
  }

  /** Where its page of metrics is. */
  public int metricsPort() {
    try {
      Matcher port = METRICS_PORT.matcher(said());
      if (!port.find()) {
        throw new IllegalStateException("it does not say on which port, see " + log);
      }
      return Integer.parseInt(port.group(1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The lines of its page of metrics, as a Prometheus without OpenMetrics gets them. */
  public List<String> metrics() {
    URI address = URI.create("http://127.0.0.1:%d/metrics".formatted(metricsPort()));
    try (InputStream page = address.toURL().openStream()) {
      return new String(page.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long size(Path log) {
    try {
      return Files.exists(log) ? Files.size(log) : 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** SIGKILL; returns when it is gone. */
  public void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  /** SIGSTOP: it is still there, but does nothing, and knows nothing of it. */
  public void suspend() {
    signal("STOP");
  }

  /** SIGCONT: it goes on where it was. */
  public void resume() {
    signal("CONT");
  }

  private void signal(String name) {
    Process kill =
        Launcher.start(new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())));
    kill.onExit().join();
    if (kill.exitValue() != 0) {
      throw new IllegalStateException("kill -%s ended with %d".formatted(name, kill.exitValue()));
    }
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Resident memory in MB, as the kernel counts it. */
  public long residentMegabytes() {
    try (var lines = Files.lines(Path.of("/proc", String.valueOf(process.pid()), "status"))) {
      return lines
              .filter(line -> line.startsWith("VmRSS:"))
              .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
              .findFirst()
              .orElse(0)
          / 1024;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Time that its threads have had on a processor. */
  public Duration cpu() {
    return process.info().totalCpuDuration().orElseThrow();
  }

  /** What is still used after a full collection, in MB. */
  public long liveHeapMegabytes() {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    Path answer = log.resolveSibling("histogram-%d.txt".formatted(process.pid()));
    Process asking =
        Launcher.start(
            new ProcessBuilder(jcmd.toString(), String.valueOf(process.pid()), "GC.class_histogram")
                .redirectErrorStream(true)
                .redirectOutput(answer.toFile()));
    asking.onExit().join();
    try {
      Matcher total = LIVE.matcher(Files.readString(answer));
      if (!total.find()) {
        throw new IllegalStateException("it tells no sum of its objects, see " + answer);
      }
      return Long.parseLong(total.group(1)) / (1024 * 1024);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The end of its log. */
  public String lastLines(int count) {
    try {
      List<String> lines = Files.readAllLines(log);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - count), lines.size()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Path log() {
    return log;
  }

  /** SIGTERM, as a node does it; SIGKILL after 30 s. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        kill();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      kill();
    }
  }
}
