package dev.mulkko.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A file of objects of which the last is refused.
 *
 * @param sentences what the refusal says, from the comments at the top of the file
 * @param objects in the order in which they are written
 */
record InvalidSample(List<String> sentences, List<GenericKubernetesResource> objects) {

  private static final Path FOLDER = Path.of("../samples/invalid");
  private static final String EXPECT = "# expect: ";
  private static final KubernetesSerialization YAML = new KubernetesSerialization();

  /** Everything in the folder: a file that no test looks at would be a promise of nobody. */
  static List<Path> files() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static InvalidSample read(Path file) {
    assertThat(file.toString()).endsWith(".yaml");
    String text = text(file);
    List<String> sentences =
        text.lines()
            .takeWhile(line -> line.startsWith(EXPECT))
            .map(line -> line.substring(EXPECT.length()))
            .toList();
    assertThat(sentences).as("%s at the top of %s", EXPECT, file).isNotEmpty();
    List<GenericKubernetesResource> objects =
        Stream.of(text.split("(?m)^---$", -1))
            .map(document -> YAML.unmarshal(document, GenericKubernetesResource.class))
            .toList();
    return new InvalidSample(sentences, objects);
  }

  GenericKubernetesResource last() {
    return objects.getLast();
  }

  List<GenericKubernetesResource> allButLast() {
    return objects.subList(0, objects.size() - 1);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
