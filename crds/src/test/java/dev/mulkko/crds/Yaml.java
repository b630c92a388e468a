package dev.mulkko.crds;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator.Feature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** YAML as Kubernetes reads it: words such as True are quoted when they are text. */
final class Yaml {
  private static final YAMLMapper MAPPER =
      YAMLMapper.builder()
          .enable(Feature.MINIMIZE_QUOTES)
          .enable(Feature.INDENT_ARRAYS_WITH_INDICATOR)
          .disable(Feature.WRITE_DOC_START_MARKER)
          .disable(Feature.SPLIT_LINES)
          .build();

  private Yaml() {}

  static String write(Object document) {
    try {
      return MAPPER.writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode parse(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<String> documents(Path file) {
    return List.of(text(file).split("(?m)^---$", -1));
  }

  /** The files of a folder: name to text. */
  static SortedMap<String, String> textsIn(Path folder) {
    SortedMap<String, String> texts = new TreeMap<>();
    filesIn(folder).forEach(file -> texts.put(folder.relativize(file).toString(), text(file)));
    return texts;
  }

  /** The files of a folder by name. One that is no YAML would be one that no test looks at. */
  static List<Path> filesIn(Path folder) {
    try (Stream<Path> found = Files.list(folder)) {
      List<Path> files = found.sorted().toList();
      for (Path file : files) {
        if (!file.toString().endsWith(".yaml")) {
          throw new IllegalArgumentException(file + " is no .yaml file: nothing would look at it");
        }
      }
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
