package dev.mulkko.kube.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mulkko.kube.golden.Yaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.luaj.vm2.Globals;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.lib.jse.JsePlatform;

/**
 * Runs a health check as Argo CD does: the object is the global {@code obj}, a table the answer.
 */
final class ArgoCd {

  private final Globals globals = JsePlatform.standardGlobals();
  private final LuaValue script;

  /** The words of Argo CD. */
  enum Health {
    Healthy,
    Progressing,
    Suspended,
    Degraded
  }

  /** What it shows. */
  record Shown(Health status, String message) {}

  private ArgoCd(String lua) {
    this.script = globals.load(lua, "health.lua");
  }

  /** Of a kind, from one of the ConfigMaps that users merge into Argo CD's. */
  static ArgoCd of(String file, String kind) {
    try {
      String text = Files.readString(Path.of("../gitops/argo-cd", file));
      return new ArgoCd(
          Yaml.tree(text).path("data").path("resource.customizations.health." + kind).asText());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  synchronized Shown health(JsonNode object) {
    globals.set("obj", value(object));
    LuaValue said = script.call();
    return new Shown(
        Health.valueOf(said.get("status").checkjstring()), said.get("message").checkjstring());
  }

  private static LuaValue value(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT -> {
        LuaTable table = new LuaTable();
        node.properties().forEach(field -> table.set(field.getKey(), value(field.getValue())));
        yield table;
      }
      case ARRAY -> {
        LuaTable list = new LuaTable();
        for (int i = 0; i < node.size(); i++) {
          list.set(i + 1, value(node.get(i)));
        }
        yield list;
      }
      case BOOLEAN -> LuaValue.valueOf(node.asBoolean());
      case NUMBER -> LuaValue.valueOf(node.asDouble());
      case STRING -> LuaValue.valueOf(node.asText());
      default -> LuaValue.NIL;
    };
  }
}
