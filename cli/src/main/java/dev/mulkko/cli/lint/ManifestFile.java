package dev.mulkko.cli.lint;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mulkko.kube.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.constructor.StandardConstructor;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A file of YAML documents.
 *
 * @param manifests the objects up to the first mistake
 * @param problems why the rest cannot be read
 */
record ManifestFile(List<Manifest> manifests, List<Problem> problems) {

  static ManifestFile of(String file, String text) {
    LoadSettings settings = LoadSettings.builder().setLabel(file).build();
    List<Manifest> found = new ArrayList<>();
    int line = 1;
    try {
      for (Node document : new Compose(settings).composeAllFromString(text)) {
        line = line(document.getStartMark());
        Object value =
            new StandardConstructor(settings).constructSingleDocument(Optional.of(document));
        objects(file, document, Json.tree(value)).forEach(found::add);
        line = line(document.getEndMark());
      }
      return new ManifestFile(found, List.of());
    } catch (YamlEngineException | IllegalArgumentException e) {
      return new ManifestFile(found, List.of(problem(file, line, e)));
    }
  }

  private static int line(Optional<Mark> mark) {
    return mark.map(Mark::getLine).orElse(0) + 1;
  }

  /** A List, as `kubectl get` prints it, is what is in it. */
  private static Stream<Manifest> objects(String file, Node source, JsonNode tree) {
    if (!tree.path("kind").asText().equals("List") || !tree.path("items").isArray()) {
      return tree.isObject() ? Stream.of(new Manifest(file, source, tree)) : Stream.empty();
    }
    List<Node> items =
        Manifest.child(source, "items")
            .map(entry -> ((SequenceNode) entry.getValue()).getValue())
            .orElse(List.of());
    return IntStream.range(0, items.size())
        .mapToObj(i -> new Manifest(file, items.get(i), tree.path("items").path(i)));
  }

  private static Problem problem(String file, int document, RuntimeException e) {
    Optional<Mark> mark =
        e instanceof MarkedYamlEngineException marked ? marked.getProblemMark() : Optional.empty();
    String what =
        e instanceof MarkedYamlEngineException marked
            ? marked.getProblem()
            : String.valueOf(e.getMessage());
    int line = mark.map(at -> at.getLine() + 1).orElse(document);
    return new Problem(file, line, null, "is not YAML here: " + what);
  }
}
