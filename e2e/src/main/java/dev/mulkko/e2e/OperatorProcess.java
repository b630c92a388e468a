package dev.mulkko.e2e;

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
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The operator as a JVM of its own, with the flags that the image has. */
public final class OperatorProcess implements AutoCloseable {

  private static final Duration START = Duration.ofSeconds(60);

  private static final Pattern METRICS_PORT = Pattern.compile("\"ready: metrics on port (\\d+)");

  private static final List<String> FLAGS =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:+UseCompactObjectHeaders",
          "-XX:TieredStopAtLevel=1",
          "-Xss512k",
          "-Xmx192m",
          "-XX:+ExitOnOutOfMemoryError");

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
    OperatorProcess operator = launch(lab, "operator.log", Map.of(), List.of());
    operator.awaitReady();
    return operator;
  }

  /**
   * One that sees a single namespace, so that others can work beside it. Returns at once.
   *
   * @param more replaces what it gets by itself
   */
  public static OperatorProcess in(String namespace, Lab lab, Map<String, String> more) {
    Map<String, String> environment = new HashMap<>(more);
    environment.put("MULKKO_NAMESPACES", namespace);
    String instance = more.getOrDefault("MULKKO_INSTANCE", "operator");
    return launch(lab, "%s-%s.log".formatted(instance, namespace), environment, List.of());
  }

  /** What runs before an operator that sees a single namespace is uninstalled. */
  public static OperatorProcess detach(String namespace, Lab lab, String limit) {
    Map<String, String> environment = new HashMap<>();
    environment.put("MULKKO_NAMESPACES", namespace);
    environment.put(
        "KUBECONFIG",
        lab.cluster().serviceAccountKubeconfig(Lab.SYSTEM, Product.RELEASE + "-detach").toString());
    return launch(lab, "detach-%s.log".formatted(namespace), environment, List.of("detach", limit));
  }

  /** Returns when it has ended by itself. */
  public int awaitEnd() {
    return process.onExit().join().exitValue();
  }

  private static OperatorProcess launch(
      Lab lab, String logName, Map<String, String> more, List<String> arguments) {
    Path log = lab.file(logName);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(FLAGS);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add("dev.mulkko.operator.Main");
    command.addAll(arguments);
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

  /** The lines of its page of metrics, as a Prometheus without OpenMetrics gets them. */
  public List<String> metrics() {
    try {
      Matcher port = METRICS_PORT.matcher(said());
      if (!port.find()) {
        throw new IllegalStateException("it does not say on which port, see " + log);
      }
      try (InputStream page =
          URI.create("http://127.0.0.1:%s/metrics".formatted(port.group(1))).toURL().openStream()) {
        return new String(page.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      }
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
