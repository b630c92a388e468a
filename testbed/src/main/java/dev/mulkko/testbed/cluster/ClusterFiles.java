package dev.mulkko.testbed.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The folder of one cluster: {@code logs pki audit etcd prometheus} and configuration files. */
record ClusterFiles(Path root, boolean temporary) {

  /**
   * @throws IllegalArgumentException if the folder has files already: an old store would be found
   */
  static ClusterFiles in(@Nullable Path directory) {
    try {
      Path root =
          directory == null
              ? Files.createTempDirectory("mulkko-cluster-")
              : Files.createDirectories(directory).toAbsolutePath();
      requireEmpty(root);
      for (String folder : List.of("logs", "pki", "audit")) {
        Files.createDirectories(root.resolve(folder));
      }
      return new ClusterFiles(root, directory == null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void requireEmpty(Path root) throws IOException {
    try (Stream<Path> files = Files.list(root)) {
      if (files.findAny().isPresent()) {
        throw new IllegalArgumentException(root + " is not empty");
      }
    }
  }

  Path log(Component component) {
    return root.resolve("logs").resolve(component.program() + ".log");
  }

  Path pki(String name) {
    return root.resolve("pki").resolve(name);
  }

  /** Has {@code audit.log}, and older files beside it after each 100 MB. */
  Path auditLogs() {
    return root.resolve("audit");
  }

  Path kubeconfig(String user) {
    return root.resolve(user.replace(':', '-') + ".kubeconfig");
  }

  /**
   * The certificate that the API server signs for itself, which is also the authority for clients.
   */
  Path apiServerCertificate() {
    return pki("apiserver.crt");
  }

  /** Targets of Prometheus that are no pods; there once there are any. */
  Path scraped() {
    return root.resolve("scraped.json");
  }

  Path write(String name, String content) {
    try {
      return Files.writeString(root.resolve(name), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Removes a temporary folder with all that is in it; does nothing to one that was given. */
  void remove() {
    if (!temporary) {
      return;
    }
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
