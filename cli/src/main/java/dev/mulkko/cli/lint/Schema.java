package dev.mulkko.cli.lint;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The part of a CRD's schema that can be checked without a server: fields, types, enums, lengths,
 * patterns and numbers. Its rules in CEL are checked by whoever reads the spec.
 */
final class Schema {

  private final List<String> found = new ArrayList<>();

  private Schema() {}

  /**
   * All faults of a value, each as a sentence that begins with the field.
   *
   * @param path of the value, such as spec
   */
  static List<String> faults(JsonNode schema, JsonNode value, String path) {
    Schema check = new Schema();
    check.check(schema, value, path);
    return check.found;
  }

  private void check(JsonNode schema, JsonNode value, String path) {
    String type = schema.path("type").asText();
    if (!isOf(type, value)) {
      found.add("%s is %s, but must be %s".formatted(path, value, words(type)));
      return;
    }
    switch (type) {
      case "object" -> object(schema, value, path);
      case "array" -> array(schema, value, path);
      case "string" -> text(schema, value.asText(), path);
      case "integer", "number" -> number(schema, value, path);
      default -> {}
    }
  }

  private static boolean isOf(String type, JsonNode value) {
    return switch (type) {
      case "object" -> value.isObject();
      case "array" -> value.isArray();
      case "string" -> value.isTextual();
      case "boolean" -> value.isBoolean();
      case "integer" -> value.isIntegralNumber();
      case "number" -> value.isNumber();
      default -> true;
    };
  }

  private static String words(String type) {
    return switch (type) {
      case "object" -> "a map of fields";
      case "array" -> "a list";
      case "string" -> "text: put it in quotes";
      case "boolean" -> "true or false";
      case "integer" -> "a whole number";
      default -> "a number";
    };
  }

  private void object(JsonNode schema, JsonNode value, String path) {
    JsonNode fields = schema.path("properties");
    schema
        .path("required")
        .forEach(
            required -> {
              if (!value.hasNonNull(required.asText())) {
                found.add("%s.%s is missing: write it".formatted(path, required.asText()));
              }
            });
    value
        .properties()
        .forEach(
            field -> {
              String inner = path + "." + field.getKey();
              if (fields.has(field.getKey())) {
                check(fields.path(field.getKey()), field.getValue(), inner);
              } else if (fields.isObject()) {
                found.add(inner + " is not a field: write " + near(field.getKey(), fields));
              }
            });
  }

  private static String near(String field, JsonNode fields) {
    List<String> names = StreamSupport.stream(iterable(fields), false).sorted().toList();
    return names.stream()
        .filter(name -> distance(name, field) <= 2)
        .findFirst()
        .orElse((names.size() == 1 ? "" : "one of ") + String.join(", ", names));
  }

  private static java.util.Spliterator<String> iterable(JsonNode fields) {
    return ((Iterable<String>) fields::fieldNames).spliterator();
  }

  private void array(JsonNode schema, JsonNode value, String path) {
    if (value.size() < schema.path("minItems").asInt(0)) {
      found.add(
          "%s has %d items: write at least %d"
              .formatted(path, value.size(), schema.path("minItems").asInt()));
    }
    if (value.size() > schema.path("maxItems").asInt(Integer.MAX_VALUE)) {
      found.add(
          "%s has %d items: write at most %d"
              .formatted(path, value.size(), schema.path("maxItems").asInt()));
    }
    for (int i = 0; i < value.size(); i++) {
      check(schema.path("items"), value.path(i), "%s[%d]".formatted(path, i));
    }
  }

  private void text(JsonNode schema, String text, String path) {
    List<String> allowed = new ArrayList<>();
    schema.path("enum").forEach(one -> allowed.add(one.asText()));
    if (!allowed.isEmpty() && !allowed.contains(text)) {
      String one = allowed.size() == 1 ? "" : "one of ";
      found.add("%s is %s: write %s%s".formatted(path, text, one, String.join(", ", allowed)));
    } else if (text.length() < schema.path("minLength").asInt(0)) {
      found.add(path + " is empty: write it");
    } else if (text.length() > schema.path("maxLength").asInt(Integer.MAX_VALUE)) {
      found.add(
          "%s has %d characters: write at most %d"
              .formatted(path, text.length(), schema.path("maxLength").asInt()));
    } else if (schema.has("pattern")
        && !text.matches("(?s).*" + schema.path("pattern").asText() + ".*")) {
      found.add("%s is \"%s\": %s".formatted(path, text, wanted(schema)));
    }
  }

  /** The schema says a pattern a second time as a rule, with a sentence. */
  private static String wanted(JsonNode schema) {
    return Stream.of(schema.path("x-kubernetes-validations").path(0).path("message").asText(""))
        .filter(sentence -> !sentence.isEmpty())
        .findFirst()
        .orElse("it must match " + schema.path("pattern").asText());
  }

  private void number(JsonNode schema, JsonNode value, String path) {
    double least = schema.path("minimum").asDouble(Double.NEGATIVE_INFINITY);
    double most = schema.path("maximum").asDouble(Double.POSITIVE_INFINITY);
    if (value.asDouble() < least) {
      found.add("%s is %s: write at least %.0f".formatted(path, value, least));
    } else if (value.asDouble() > most) {
      found.add("%s is %s: write at most %.0f".formatted(path, value, most));
    }
  }

  /** How many letters must be changed, added or taken away. */
  static int distance(String one, String other) {
    int[] before = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      before[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int[] now = new int[other.length() + 1];
      now[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int change = before[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        now[j] = Math.min(change, 1 + Math.min(before[j], now[j - 1]));
      }
      before = now;
    }
    return before[other.length()];
  }
}
