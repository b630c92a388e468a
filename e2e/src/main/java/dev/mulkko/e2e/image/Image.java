package dev.mulkko.e2e.image;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mulkko.kube.Json;
import dev.mulkko.testbed.cluster.Launcher;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What is in an archive of {@code docker save}'s form.
 *
 * @param root its files, laid out
 * @param config what it says of how it is run
 */
record Image(Path root, JsonNode config) {

  private static final Set<String> SHELLS =
      Set.of("sh", "bash", "dash", "ash", "busybox", "apt", "dpkg", "apk", "curl", "wget");

  /** Lays it out below an empty folder. */
  static Image unpack(Path archive, Path folder) throws IOException {
    Path root = Files.createDirectories(folder.resolve("root"));
    tar("-xf", archive, folder);
    JsonNode manifest = Json.parse(Files.readString(folder.resolve("manifest.json"))).path(0);
    for (JsonNode layer : manifest.path("Layers")) {
      tar("-xzf", folder.resolve(layer.asText()), root);
    }
    Path config = folder.resolve(manifest.path("Config").asText());
    return new Image(root, Json.parse(Files.readString(config)).path("config"));
  }

  private static void tar(String how, Path archive, Path folder) {
    Process tar =
        Launcher.start(
            new ProcessBuilder(
                    "tar",
                    how,
                    archive.toString(),
                    "--no-same-owner",
                    "--warning=no-unknown-keyword",
                    "-C",
                    folder.toString())
                .inheritIO());
    if (tar.onExit().join().exitValue() != 0) {
      throw new IllegalStateException("cannot unpack " + archive);
    }
  }

  String user() {
    return config.path("User").asText();
  }

  List<String> entrypoint() {
    return StreamSupport.stream(config.path("Entrypoint").spliterator(), false)
        .map(JsonNode::asText)
        .toList();
  }

  /** Files with which somebody who got in could go on, or that make who runs them another. */
  List<Path> weapons() {
    return files().stream().filter(file -> isShell(file) || isSetuid(file)).toList();
  }

  private static boolean isShell(Path file) {
    return SHELLS.contains(file.getFileName().toString());
  }

  /** Java cannot ask for that bit in another way. */
  private static boolean isSetuid(Path file) {
    try {
      return ((int) Files.getAttribute(file, "unix:mode") & 06000) != 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Those that anybody may write. */
  List<Path> writable() {
    return files().stream().filter(Image::isWritable).toList();
  }

  private static boolean isWritable(Path file) {
    try {
      return Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_WRITE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<Path> files() {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(file -> Files.isRegularFile(file)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  long megabytes() {
    return files().stream().mapToLong(file -> file.toFile().length()).sum() / (1024 * 1024);
  }
}
