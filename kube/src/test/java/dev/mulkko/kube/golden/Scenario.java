package dev.mulkko.kube.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mulkko.kube.Snapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A folder: {@code in-*.yaml} are objects, {@code out-*.yaml} what is expected. */
record Scenario(String area, Path folder) {

  private static final Path ROOT = Path.of("src/test/resources");

  static Stream<Scenario> in(String area) {
    return list(ROOT.resolve(area)).map(folder -> new Scenario(area, folder));
  }

  String name() {
    return folder.getFileName().toString();
  }

  List<Path> inputs() {
    return list(folder).filter(file -> file.getFileName().toString().startsWith("in-")).toList();
  }

  Snapshot snapshot() {
    return snapshot(inputs());
  }

  /** Our own Rollout comes first. */
  Snapshot snapshot(List<Path> files) {
    Path ours = folder.resolve("in-rollout.yaml");
    Stream<Path> others = files.stream().filter(file -> !file.equals(ours));
    return Snapshots.of(
        Stream.concat(Stream.of(ours), others)
            .flatMap(file -> Yaml.documents(file).stream())
            .toList());
  }

  JsonNode tree(String file) {
    return Yaml.documents(folder.resolve(file)).getFirst();
  }

  /** The one of the objects that has this kind and name. */
  JsonNode object(String kind, String name) {
    return inputs().stream()
        .flatMap(file -> Yaml.documents(file).stream())
        .filter(tree -> tree.path("kind").asText().equals(kind))
        .filter(tree -> tree.path("metadata").path("name").asText().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no %s %s in %s".formatted(kind, name, folder)));
  }

  /** Compares, or writes. */
  void expect(Map<String, JsonNode> outputs) {
    boolean write = Boolean.getBoolean("golden.write");
    outputs.forEach((file, tree) -> expect(folder.resolve(file), Yaml.write(tree), write));
    assertThat(outputs()).as("files that %s gives", folder).isEqualTo(outputs.keySet());
  }

  private Set<String> outputs() {
    return list(folder)
        .map(file -> file.getFileName().toString())
        .filter(file -> file.startsWith("out-"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static void expect(Path file, String text, boolean write) {
    try {
      if (write) {
        Files.writeString(file, text);
      }
      assertThat(text).as(file.toString()).isEqualTo(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Stream<Path> list(Path folder) {
    try (Stream<Path> found = Files.list(folder)) {
      return found.sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
