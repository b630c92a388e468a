package dev.mulkko.kube.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.mulkko.engine.plan.Action;
import java.util.stream.Stream;

/** What a plan wants, written as {@code Scale: {revision: 7d9e, replicas: 3}}. */
final class Actions {

  private static final JsonMapper MAPPER = new JsonMapper();

  private Actions() {}

  static Action of(JsonNode tree) {
    String kind = tree.fieldNames().next();
    Class<?> type =
        Stream.of(Action.class.getPermittedSubclasses())
            .filter(permitted -> permitted.getSimpleName().equals(kind))
            .findFirst()
            .orElseThrow(() -> new AssertionError("there is no action " + kind));
    return (Action) MAPPER.convertValue(tree.path(kind), type);
  }
}
