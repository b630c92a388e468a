package dev.mulkko.cli.reference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One type with all of its fields, from its CRD. */
public final class TypePage {

  private static final KubernetesSerialization YAML = new KubernetesSerialization();

  private final ObjectNode crd;
  private final Words words;
  private final StringBuilder page = new StringBuilder();

  private TypePage(ObjectNode crd, Words words) {
    this.crd = crd;
    this.words = words;
  }

  /** The name of its file, without a folder. */
  public static String file(String crd) {
    return kind(YAML.unmarshal(crd, ObjectNode.class)).toLowerCase(Locale.ROOT) + ".md";
  }

  public static String of(String crd, Words words) {
    return new TypePage(YAML.unmarshal(crd, ObjectNode.class), words).write();
  }

  private static String kind(ObjectNode crd) {
    return crd.at("/spec/names/kind").asText();
  }

  private String write() {
    JsonNode version = crd.at("/spec/versions/0");
    JsonNode schema = version.at("/schema/openAPIV3Schema");
    page.append("# ").append(kind(crd)).append("\n\n");
    page.append(
        "`%s/%s`, %s `%s`, %s. %s\n\n%s\n"
            .formatted(
                crd.at("/spec/group").asText(),
                version.path("name").asText(),
                words.shortName,
                crd.at("/spec/names/shortNames/0").asText(),
                crd.at("/spec/scope").asText().equals("Cluster")
                    ? words.clustered
                    : words.namespaced,
                Text.escaped(schema.path("description").asText()),
                words.ofTypes));
    schema
        .path("properties")
        .properties()
        .forEach(field -> section(field.getKey(), field.getValue(), 2));
    return page.toString();
  }

  /** An object: its fields in a table, and then each object in it. */
  private void section(String path, JsonNode node, int level) {
    page.append("\n%s %s\n\n".formatted("#".repeat(level), path));
    if (level == 2) {
      page.append(Text.escaped(node.path("description").asText())).append("\n\n");
    }
    page.append(words.fields).append("\n|---|---|---|---|---|\n");
    List<String> required = node.path("required").valueStream().map(JsonNode::asText).toList();
    node.path("properties")
        .properties()
        .forEach(
            field ->
                row(path, field.getKey(), field.getValue(), required.contains(field.getKey())));
    rules(node);
    node.path("properties")
        .properties()
        .forEach(
            field -> {
              JsonNode inner = inner(field.getValue());
              if (inner.has("properties")) {
                section(path + "." + name(field.getKey(), field.getValue()), inner, 3);
              }
            });
  }

  private void row(String path, String field, JsonNode node, boolean required) {
    Text text = Text.of(node.path("description").asText());
    String type = type(node);
    if (inner(node).has("properties")) {
      String anchor = (path + field).replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
      type = "[%s](#%s)".formatted(type, anchor);
    }
    page.append(
        "| `%s` | %s | %s | %s | %s |\n"
            .formatted(field, type, text.fallback(), limits(node, required), text.rest()));
  }

  /** What an array is made of, or the thing itself. */
  private static JsonNode inner(JsonNode node) {
    return node.has("items") ? node.path("items") : node;
  }

  private static String name(String field, JsonNode node) {
    return node.has("items") ? field + "[]" : field;
  }

  private static String type(JsonNode node) {
    String type = node.path("type").asText();
    if (node.has("items")) {
      return "list of " + type(node.path("items"));
    }
    return node.has("additionalProperties")
        ? "map of " + type(node.path("additionalProperties"))
        : type;
  }

  private String limits(JsonNode node, boolean required) {
    List<String> limits = new ArrayList<>();
    if (required) {
      limits.add(words.required);
    }
    if (node.has("enum")) {
      limits.add(
          node.path("enum")
              .valueStream()
              .map(value -> "`%s`".formatted(value.asText()))
              .collect(Collectors.joining(", ")));
    }
    Stream.of("minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems")
        .filter(node::has)
        .map(limit -> "%s %s".formatted(limit, whole(node.path(limit).asText())))
        .forEach(limits::add);
    if (node.has("pattern")) {
      limits.add(Text.code(node.path("pattern").asText()));
    }
    return String.join("; ", limits);
  }

  /** Numbers of the CRDs are decimal ones where only whole ones are meant. */
  private static String whole(String number) {
    return number.endsWith(".0") ? number.substring(0, number.length() - 2) : number;
  }

  private void rules(JsonNode node) {
    List<String> messages =
        node.path("x-kubernetes-validations")
            .valueStream()
            .filter(rule -> rule.has("message"))
            .map(rule -> "- " + Text.escaped(rule.path("message").asText()))
            .toList();
    if (!messages.isEmpty()) {
      page.append("\n%s\n\n%s\n".formatted(words.rules, String.join("\n", messages)));
    }
  }
}
