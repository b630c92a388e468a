package dev.mulkko.kube.route;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mulkko.engine.model.Match;
import dev.mulkko.engine.model.Match.Condition;
import dev.mulkko.engine.model.Match.Source;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a request must have, in the words of a route. */
final class Conditions {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private Conditions() {}

  /**
   * A header Cookie that has this one among others. It stands for the whole header: some proxies
   * search for an expression in it, others compare all of it.
   */
  private static String cookie(Condition cookie) {
    String value = cookie.regex() ? "(" + within(cookie.value()) + ")" : quoted(cookie.value());
    return "^(.*;\\s*)?" + quoted(cookie.name()) + "=" + value + "(;.*)?$";
  }

  /** What is to match all of a value is no beginning and no end of the header. */
  private static String within(String regex) {
    String open = regex.startsWith("^") ? regex.substring(1) : regex;
    return open.endsWith("$") && !open.endsWith("\\$")
        ? open.substring(0, open.length() - 1)
        : open;
  }

  /** Neither Java's nor RE2's quotes are known to all proxies. */
  static String quoted(String text) {
    return text.replaceAll("[^A-Za-z0-9_-]", "\\\\$0");
  }

  /** Each match of a rule of the Gateway API, with all that is asked for added to it. */
  static ArrayNode added(JsonNode matches, JsonNode all, Match match) {
    ArrayNode narrowed = NODES.arrayNode();
    Stream<JsonNode> each = matches.isEmpty() ? Stream.of(all) : matches.valueStream();
    each.forEach(one -> narrowed.add(added(one, match)));
    return narrowed;
  }

  private static ObjectNode added(JsonNode one, Match match) {
    ObjectNode narrowed = one.deepCopy();
    for (Condition condition : match.conditions()) {
      boolean query = condition.source() == Source.Query;
      narrowed.withArray(query ? "queryParams" : "headers").add(gateway(condition));
    }
    return narrowed;
  }

  private static ObjectNode gateway(Condition condition) {
    return switch (condition.source()) {
      case Header, Query -> value(condition.name(), condition.value(), condition.regex());
      case Cookie -> value("Cookie", cookie(condition), true);
    };
  }

  private static ObjectNode value(String name, String value, boolean regex) {
    return NODES
        .objectNode()
        .put("type", regex ? "RegularExpression" : "Exact")
        .put("name", name)
        .put("value", value);
  }

  /** A rule of Traefik, narrowed to what has all of it. */
  static String added(String rule, Match match) {
    return Stream.concat(
            Stream.of("(" + rule + ")"), match.conditions().stream().map(Conditions::traefik))
        .collect(Collectors.joining(" && "));
  }

  private static String traefik(Condition condition) {
    return switch (condition.source()) {
      case Header ->
          call(condition.regex() ? "HeaderRegexp" : "Header", condition.name(), condition.value());
      case Cookie -> call("HeaderRegexp", "Cookie", cookie(condition));
      case Query -> call("Query", condition.name(), condition.value());
    };
  }

  /** No value has a backtick: the reader of the spec refuses it. */
  private static String call(String matcher, String name, String value) {
    return "%s(`%s`, `%s`)".formatted(matcher, name, value);
  }
}
