package dev.mulkko.cli.terminal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mulkko.kube.Json;
import java.util.function.Supplier;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/** In which form an answer is printed. The names are what users write. */
public enum Format {
  text,
  wide,
  json,
  yaml;

  /** The same content in this form, without a line break at the end. */
  public String print(Object view, Supplier<String> text) {
    return switch (this) {
      case text, wide -> text.get();
      case json -> Json.tree(view).toPrettyString();
      case yaml -> yaml(Json.tree(view)).stripTrailing();
    };
  }

  /** The same, as one of several that follow each other. */
  public String printNext(Object view, Supplier<String> text) {
    return switch (this) {
      case text, wide -> text.get();
      case json -> Json.canonical(Json.tree(view));
      case yaml -> "---\n" + yaml(Json.tree(view)).stripTrailing();
    };
  }

  /** JSON is YAML, so that what was read from it has the same order and types. */
  private static String yaml(JsonNode tree) {
    Object plain = new Load(LoadSettings.builder().build()).loadFromString(tree.toString());
    return new Dump(
            DumpSettings.builder()
                .setDefaultFlowStyle(FlowStyle.BLOCK)
                .setWidth(Integer.MAX_VALUE)
                .setSplitLines(false)
                .build())
        .dumpToString(plain);
  }
}
