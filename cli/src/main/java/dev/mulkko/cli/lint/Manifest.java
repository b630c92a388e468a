package dev.mulkko.cli.lint;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * An object of a file.
 *
 * @param source where it is written, for lines
 * @param tree what is written
 */
record Manifest(String file, Node source, JsonNode tree) {

  private static final Pattern PART = Pattern.compile("[^.\\[\\]]+");

  /** The path of a field of which a sentence speaks. */
  private static final Pattern FIELD =
      Pattern.compile("^(spec|metadata)[.A-Za-z0-9\\[\\]]*(?= (is|has|must) )");

  String kind() {
    return tree.path("kind").asText();
  }

  String apiVersion() {
    return tree.path("apiVersion").asText();
  }

  String name() {
    return tree.path("metadata").path("name").asText();
  }

  String namespace() {
    return tree.path("metadata").path("namespace").asText("default");
  }

  boolean is(String apiVersion, String kind) {
    return apiVersion().equals(apiVersion) && kind().equals(kind);
  }

  /** Whether the same file has this object of a cluster already. Files may be of many clusters. */
  boolean repeats(Manifest other) {
    return file.equals(other.file)
        && is(other.apiVersion(), other.kind())
        && !name().isEmpty()
        && name().equals(other.name())
        && namespace().equals(other.namespace());
  }

  String words() {
    return name().isEmpty() ? kind() : kind() + " " + name();
  }

  Problem problem(String message) {
    String field = FIELD.matcher(message).results().map(MatchResult::group).findFirst().orElse("");
    return new Problem(file, line(field), words(), message);
  }

  /** Of the field, or of the last part of its path that is written. */
  int line(String path) {
    Node at = source;
    int line = lineOf(source);
    List<String> parts = PART.matcher(path).results().map(MatchResult::group).toList();
    for (String part : parts) {
      Optional<Map.Entry<Node, Node>> next = child(at, part);
      if (next.isEmpty()) {
        return line;
      }
      line = lineOf(next.get().getKey());
      at = next.get().getValue();
    }
    return line;
  }

  /** What the part names, with the node whose line is that of the part. */
  static Optional<Map.Entry<Node, Node>> child(Node node, String part) {
    return switch (node) {
      case MappingNode map ->
          map.getValue().stream()
              .filter(t -> t.getKeyNode() instanceof ScalarNode k && k.getValue().equals(part))
              .map(t -> Map.entry(t.getKeyNode(), t.getValueNode()))
              .findFirst();
      case SequenceNode list when part.matches("[0-9]{1,6}") ->
          list.getValue().stream()
              .skip(Integer.parseInt(part))
              .map(item -> Map.entry(item, item))
              .findFirst();
      default -> Optional.empty();
    };
  }

  private static int lineOf(Node node) {
    return node.getStartMark().map(Mark::getLine).orElse(0) + 1;
  }
}
