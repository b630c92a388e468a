package dev.mulkko.e2e.docs;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mulkko.e2e.Lab;
import dev.mulkko.e2e.Wait;
import dev.mulkko.testbed.cluster.Launcher;
import dev.mulkko.testbed.cluster.User;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/** Where a reader tries what a document says: kubectl with our plugin, and some files of hers. */
final class Terminal {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final Path folder;
  private final Map<String, String> environment;

  private Terminal(Path folder, Map<String, String> environment) {
    this.folder = folder;
    this.environment = environment;
  }

  /** In a folder of the lab, with a kubeconfig whose namespace is this one. */
  static Terminal in(Lab lab, String namespace) {
    try {
      Path folder = Files.createDirectories(lab.file("terminal-" + namespace));
      Path kubectl = lab.cluster().programs().resolve("kubectl");
      Path config = folder.resolve("kubeconfig");
      Files.copy(lab.cluster().kubeconfig(User.KIM), config);
      plugin(folder.resolve("kubectl-mulkko"));
      Terminal terminal =
          new Terminal(
              folder,
              Map.of(
                  "KUBECONFIG",
                  config.toString(),
                  "PATH",
                  "%s:%s:%s:%s"
                      .formatted(
                          folder, kubectl.getParent(), lab.cluster().helm(), System.getenv("PATH")),
                  // Where both keep what they look up.
                  "HOME",
                  folder.toString(),
                  "ID",
                  "shop/checkout/4711-1",
                  "WHO",
                  "kim",
                  "IMAGE",
                  "shop:v2"));
      String said = terminal.run("kubectl config set-context --current --namespace=" + namespace);
      if (!said.isEmpty()) {
        throw new IllegalStateException(said);
      }
      return terminal;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As `make cli` builds one, with the class path of this JVM. */
  private static void plugin(Path file) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Files.writeString(
        file,
        "#!/bin/sh\nexec %s -XX:TieredStopAtLevel=1 -Dlogback.configurationFile=logback-e2e.xml -cp '%s' dev.mulkko.cli.Main \"$@\"\n"
            .formatted(java, System.getProperty("java.class.path")));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  void has(String file, String text) {
    try {
      Files.writeString(folder.resolve(file), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A folder of the project, where the reader has it too. */
  void links(String name, Path there) {
    try {
      Files.createSymbolicLink(folder.resolve(name), there.toRealPath());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Empty when every command of it came to a good end; otherwise what was printed. */
  String run(String script) {
    return run(script, LIMIT);
  }

  /** The same for what may take longer. */
  String run(String script, Duration limit) {
    Process process = start(script);
    try {
      int code = process.onExit().orTimeout(limit.toSeconds(), TimeUnit.SECONDS).join().exitValue();
      return code == 0 ? "" : "exit code %d: %s".formatted(code, printed());
    } catch (CompletionException e) {
      end(process);
      return e.getCause() instanceof TimeoutException
          ? "it did not end within %d s: %s".formatted(limit.toSeconds(), printed())
          : String.valueOf(e.getCause());
    }
  }

  /** Runs what has no end until it has printed what the reader waits for. */
  void watch(String script, Duration limit, Predicate<String> seen) {
    Process process = start(script);
    try {
      Wait.until(
          limit,
          script + " shows it",
          () -> {
            if (!process.isAlive() && !seen.test(printed())) {
              throw new IllegalStateException("it ended: " + printed());
            }
            return seen.test(printed());
          });
    } finally {
      end(process);
    }
  }

  /** What the last script has printed so far. */
  String printed() {
    try {
      return Files.readString(output(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path output() {
    return folder.resolve("output");
  }

  private Process start(String script) {
    ProcessBuilder bash =
        new ProcessBuilder(List.of("bash", "-euo", "pipefail", "-c", script))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output().toFile());
    bash.environment().putAll(environment);
    return Launcher.start(bash);
  }

  private static void end(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
