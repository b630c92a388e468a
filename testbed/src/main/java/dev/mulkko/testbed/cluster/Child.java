package dev.mulkko.testbed.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One running process of the cluster and its log file. */
final class Child {

  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(10);
  private static final int TAIL = 25;

  private final Launch launch;
  private final Path log;
  private final Process process;
  private boolean ready;

  private Child(Launch launch, Path log, Process process) {
    this.launch = launch;
    this.log = log;
    this.process = process;
  }

  /** Starts it and returns at once; its output is appended to the log. */
  static Child start(Launch launch, Path log) {
    ProcessBuilder builder =
        new ProcessBuilder(launch.command())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    Map<String, String> environment = builder.environment();
    String path = environment.getOrDefault("PATH", "/usr/bin:/bin");
    // Nothing of the caller's: no proxies, no KUBECONFIG. kube-proxy calls nft, which is in sbin.
    environment.clear();
    environment.put("PATH", path + ":/usr/sbin:/sbin");
    return new Child(launch, log, Launcher.start(builder));
  }

  /** Waits until it is ready; fails with the end of its log if it ends or takes too long. */
  void awaitReady() {
    Await.until(
        START_LIMIT,
        () -> {
          if (!process.isAlive()) {
            throw new IllegalStateException(
                "%s ended with code %d:%n%s"
                    .formatted(launch.component().program(), process.exitValue(), tail()));
          }
          return launch.readiness().reached();
        },
        () ->
            "%s was not ready within %d s:%n%s"
                .formatted(launch.component().program(), START_LIMIT.toSeconds(), tail()));
    ready = true;
  }

  /** Whether {@link #awaitReady} has seen it ready; it may have ended since. */
  boolean isReady() {
    return ready;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** SIGTERM, and SIGKILL if it is still there after 10 s. Returns when it has ended. */
  void stop() {
    process.destroy();
    if (!ends(STOP_LIMIT)) {
      kill();
    }
  }

  /** SIGKILL. Returns when it has ended. */
  void kill() {
    process.destroyForcibly();
    if (!ends(STOP_LIMIT)) {
      throw new IllegalStateException(launch.component().program() + " survived SIGKILL");
    }
  }

  private boolean ends(Duration limit) {
    try {
      return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private String tail() {
    try {
      List<String> lines = Files.readAllLines(log);
      return String.join(
          System.lineSeparator(), lines.subList(Math.max(0, lines.size() - TAIL), lines.size()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
