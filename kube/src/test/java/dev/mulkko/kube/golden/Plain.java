package dev.mulkko.kube.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mulkko.engine.model.Template;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Records of the engine as trees that people can read; what is absent is left out. */
final class Plain {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private Plain() {}

  static JsonNode of(@Nullable Object value) {
    return switch (value) {
      case null -> NODES.missingNode();
      case Optional<?> optional -> of(optional.orElse(null));
      // A template is long; equal templates get equal names.
      case Template template -> NODES.textNode(template.newRevisionName(name -> false));
      case Record record -> choice(record);
      case Map<?, ?> map -> object(map);
      case Collection<?> list -> array(list);
      case Integer number -> NODES.numberNode(number);
      case Long number -> NODES.numberNode(number);
      case Boolean flag -> NODES.booleanNode(flag);
      default -> NODES.textNode(value.toString());
    };
  }

  /** One of several kinds is shown under the name of its kind. */
  private static JsonNode choice(Record record) {
    Class<?>[] interfaces = record.getClass().getInterfaces();
    boolean oneOfSeveral = interfaces.length == 1 && interfaces[0].isSealed();
    return oneOfSeveral
        ? NODES.objectNode().set(record.getClass().getSimpleName(), fields(record))
        : fields(record);
  }

  private static JsonNode fields(Record record) {
    ObjectNode node = NODES.objectNode();
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      put(node, component.getName(), get(record, component));
    }
    return node;
  }

  private static @Nullable Object get(Record record, RecordComponent component) {
    try {
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode object(Map<?, ?> map) {
    ObjectNode node = NODES.objectNode();
    new TreeMap<>(map).forEach((key, value) -> put(node, key.toString(), value));
    return node;
  }

  private static JsonNode array(Collection<?> list) {
    ArrayNode node = NODES.arrayNode();
    list.forEach(value -> node.add(of(value)));
    return node;
  }

  private static void put(ObjectNode node, String name, @Nullable Object value) {
    JsonNode plain = of(value);
    if (!plain.isMissingNode()) {
      node.set(name, plain);
    }
  }
}
