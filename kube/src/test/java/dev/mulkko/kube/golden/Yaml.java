package dev.mulkko.kube.golden;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator.Feature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.mulkko.kube.Json;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** YAML to trees, trees to the objects that a client would return, and back. */
public final class Yaml {

  private static final YAMLMapper MAPPER =
      YAMLMapper.builder()
          .enable(Feature.MINIMIZE_QUOTES)
          .enable(Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
          .enable(Feature.INDENT_ARRAYS_WITH_INDICATOR)
          .disable(Feature.WRITE_DOC_START_MARKER)
          .disable(Feature.SPLIT_LINES)
          .build();

  private static final KubernetesSerialization CLIENT = new KubernetesSerialization();

  private Yaml() {}

  public static JsonNode tree(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As the client of the operator would return it. */
  public static <T> T object(Class<T> type, JsonNode tree) {
    return CLIENT.convertValue(tree, type);
  }

  public static <T> T object(Class<T> type, String text) {
    return object(type, tree(text));
  }

  /** As the client of the operator would send it, keys in alphabetical order. */
  public static JsonNode sent(Object object) {
    return Json.parse(Json.canonical(tree(CLIENT.asJson(object))));
  }

  static List<JsonNode> documents(Path file) {
    try (MappingIterator<JsonNode> found =
        MAPPER.readerFor(JsonNode.class).readValues(Files.newBufferedReader(file))) {
      return found.readAll();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String write(JsonNode tree) {
    try {
      return MAPPER.writeValueAsString(tree);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
