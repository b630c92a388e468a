package dev.mulkko.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** YAML files of the class path: the samples, and what the product ships. */
final class Manifest {

  private Manifest() {}

  /**
   * Reads all documents of a file.
   *
   * @throws IllegalStateException when there is no such file
   */
  static List<HasMetadata> read(KubernetesClient client, String path) {
    try (InputStream file = open(path)) {
      return client.load(file).items();
    } catch (IOException e) {
      throw new UncheckedIOException(path, e);
    }
  }

  /** The same of a file in which a word stands for something of one's own. */
  static List<HasMetadata> read(KubernetesClient client, String path, String word, String mine) {
    try (InputStream file = open(path)) {
      String text = new String(file.readAllBytes(), UTF_8).replace(word, mine);
      return client.load(new ByteArrayInputStream(text.getBytes(UTF_8))).items();
    } catch (IOException e) {
      throw new UncheckedIOException(path, e);
    }
  }

  /** Reads the only document of a file as a type that the client does not know by itself. */
  static <T> T read(KubernetesClient client, String path, Class<T> type) {
    try (InputStream file = open(path)) {
      return client.getKubernetesSerialization().unmarshal(file, type);
    } catch (IOException e) {
      throw new UncheckedIOException(path, e);
    }
  }

  private static InputStream open(String path) {
    InputStream file = Manifest.class.getClassLoader().getResourceAsStream(path);
    if (file == null) {
      throw new IllegalStateException(path + " is not on the class path");
    }
    return file;
  }
}
