package dev.mulkko.operator.telemetry.prometheus;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

/** A real Prometheus. */
public record RunningPrometheus(Process process, URI address) implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofMinutes(2);

  /** One that scrapes nothing. Returns when it is ready. */
  static RunningPrometheus in(Path folder) throws IOException {
    return in(folder, "{}");
  }

  /** Returns when it is ready. */
  public static RunningPrometheus in(Path folder, String configuration) throws IOException {
    Path config = Files.writeString(folder.resolve("prometheus.yaml"), configuration);
    Path log = folder.resolve("log");
    String listen = "127.0.0.1:" + freePort();
    Process process =
        new ProcessBuilder(
                binary("prometheus", System.getenv()).toString(),
                "--config.file=" + config,
                "--storage.tsdb.path=" + folder.resolve("data"),
                "--web.listen-address=" + listen,
                "--enable-feature=exemplar-storage",
                "--log.level=warn")
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    RunningPrometheus running = new RunningPrometheus(process, URI.create("http://" + listen));
    try {
      await().atMost(LIMIT).failFast(() -> !process.isAlive()).until(running::ready);
    } catch (RuntimeException e) {
      running.close();
      throw new IllegalStateException("not ready: " + Files.readString(log), e);
    }
    return running;
  }

  private boolean ready() throws InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(address + "/-/ready")).build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Where {@code testbed/binaries/build} leaves it, or where the environment says. */
  static Path binary(String name, Map<String, String> environment) throws IOException {
    String given = environment.get("PROMETHEUS_BIN_DIR");
    if (given != null) {
      return Path.of(given, name);
    }
    String home =
        environment.getOrDefault(
            "XDG_CACHE_HOME", Path.of(System.getProperty("user.home"), ".cache").toString());
    Path cache =
        Path.of(environment.getOrDefault("MULKKO_CACHE", Path.of(home, "mulkko").toString()));
    try (Stream<Path> folders = Files.list(cache)) {
      return folders
          .filter(folder -> folder.getFileName().toString().startsWith("prometheus-"))
          .map(folder -> folder.resolve(name))
          .filter(Files::isExecutable)
          .findFirst()
          .orElseThrow(
              () ->
                  new IllegalStateException(
                      "no %s in %s: run testbed/binaries/build first".formatted(name, cache)));
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
  }
}
