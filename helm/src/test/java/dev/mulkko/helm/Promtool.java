package dev.mulkko.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/** Prometheus' own tool, where {@code testbed/binaries/build} leaves it. */
public final class Promtool {

  private Promtool() {}

  /** What it says; fails where it finds anything wrong. */
  public static String run(String... arguments) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(arguments).redirectErrorStream(true);
    builder.command().addFirst(binary(System.getenv()).toString());
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }

  private static Path binary(Map<String, String> environment) throws IOException {
    String given = environment.get("PROMETHEUS_BIN_DIR");
    if (given != null) {
      return Path.of(given, "promtool");
    }
    String home =
        environment.getOrDefault(
            "XDG_CACHE_HOME", Path.of(System.getProperty("user.home"), ".cache").toString());
    Path cache =
        Path.of(environment.getOrDefault("MULKKO_CACHE", Path.of(home, "mulkko").toString()));
    try (Stream<Path> folders = Files.list(cache)) {
      return folders
          .filter(folder -> folder.getFileName().toString().startsWith("prometheus-"))
          .map(folder -> folder.resolve("promtool"))
          .filter(Files::isExecutable)
          .findFirst()
          .orElseThrow(
              () -> new IllegalStateException("no promtool in %s: make binaries".formatted(cache)));
    }
  }
}
