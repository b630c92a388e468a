package dev.mulkko.kube.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.luaj.vm2.Globals;
import org.luaj.vm2.LoadState;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;
import org.luaj.vm2.compiler.LuaC;
import org.luaj.vm2.lib.BaseLib;
import org.luaj.vm2.lib.PackageLib;
import org.luaj.vm2.lib.TableLib;

/**
 * A script as Argo CD runs it: the object is the global {@code obj}, and of Lua's libraries there
 * are those that Argo CD has, so no {@code string} and no {@code math}.
 */
final class Lua {

  private final Globals globals = new Globals();
  private final LuaValue script;

  Lua(String name, String text) {
    globals.load(new BaseLib());
    globals.load(new PackageLib());
    globals.load(new TableLib());
    LoadState.install(globals);
    LuaC.install(globals);
    script = globals.load(text, name);
  }

  /** What it returns, as JSON. */
  synchronized JsonNode run(JsonNode object) {
    globals.set("obj", value(object));
    return json(script.call());
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

  /** A table without a name in it is a list, also when nothing is in it at all. */
  private static JsonNode json(LuaValue value) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    return switch (value.type()) {
      case LuaValue.TTABLE -> {
        LuaTable table = value.checktable();
        ArrayNode list = nodes.arrayNode();
        ObjectNode object = nodes.objectNode();
        for (Varargs next = table.next(LuaValue.NIL);
            !next.arg1().isnil();
            next = table.next(next.arg1())) {
          if (next.arg1().isint()) {
            list.add(json(next.arg(2)));
          } else {
            object.set(next.arg1().checkjstring(), json(next.arg(2)));
          }
        }
        yield object.isEmpty() ? list : object;
      }
      case LuaValue.TBOOLEAN -> nodes.booleanNode(value.toboolean());
      case LuaValue.TNUMBER -> nodes.numberNode(value.todouble());
      case LuaValue.TSTRING -> nodes.textNode(value.tojstring());
      default -> nodes.nullNode();
    };
  }
}
