package dev.mulkko.kube.route;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Iterator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A header that a backend of an HTTPRoute adds to its answers, beside what its user wrote. */
final class SetCookie {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private static final String NAME = "Set-Cookie";
  private static final String TYPE = "ResponseHeaderModifier";
  private static final String MODIFIER = "responseHeaderModifier";

  /** No script needs it, and a link from elsewhere shall bring it. */
  private static final String MANNER = "; Path=/; Max-Age=%d; HttpOnly; SameSite=Lax";

  /** Known by what no user writes, not by what is remembered of it. */
  private static final Pattern OURS =
      Pattern.compile(
          "[^=;]+=[a-z0-9-]+\\.[0-9]{1,3}" + MANNER.replace("%d", "[0-9]+").replace(".", "\\."));

  private SetCookie() {}

  static String of(String name, String value, Duration maxAge) {
    return name + "=" + value + MANNER.formatted(maxAge.toSeconds());
  }

  /** Adds it to a backend. */
  static void add(ObjectNode ref, String cookie) {
    ArrayNode filters = ref.withArray("filters");
    ObjectNode modifier =
        filters
            .valueStream()
            .filter(SetCookie::isModifier)
            .map(ObjectNode.class::cast)
            .findFirst()
            .orElseGet(() -> filters.addObject().put("type", TYPE));
    modifier
        .withObject("/" + MODIFIER)
        .withArray("add")
        .add(NODES.objectNode().put("name", NAME).put("value", cookie));
  }

  /** The same backend without it, and without what would be left empty. */
  static ObjectNode without(ObjectNode ref) {
    ObjectNode clean = ref.deepCopy();
    boolean found = false;
    for (Iterator<JsonNode> filters = clean.path("filters").elements(); filters.hasNext(); ) {
      if (filters.next().path(MODIFIER) instanceof ObjectNode modifier && withdrawn(modifier)) {
        found = true;
        if (modifier.isEmpty()) {
          filters.remove();
        }
      }
    }
    return found && clean.path("filters").isEmpty() ? clean.without("filters") : clean;
  }

  /** Whether it was there. */
  private static boolean withdrawn(ObjectNode modifier) {
    JsonNode all = modifier.path("add");
    int before = all.size();
    for (Iterator<JsonNode> added = all.elements(); added.hasNext(); ) {
      if (OURS.matcher(added.next().path("value").asText()).matches()) {
        added.remove();
      }
    }
    boolean found = all.size() < before;
    if (found && all.isEmpty()) {
      modifier.remove("add");
    }
    return found;
  }

  /** Whether a backend, as its user wrote it, has something to say of this header. */
  static boolean isTouchedBy(JsonNode ref) {
    return ref.path("filters")
        .valueStream()
        .filter(SetCookie::isModifier)
        .map(filter -> filter.path(MODIFIER))
        .flatMap(
            modifier ->
                Stream.concat(
                    Stream.of("add", "set")
                        .flatMap(list -> modifier.path(list).valueStream())
                        .map(header -> header.path("name").asText()),
                    modifier.path("remove").valueStream().map(JsonNode::asText)))
        .anyMatch(NAME::equalsIgnoreCase);
  }

  private static boolean isModifier(JsonNode filter) {
    return filter.path("type").asText().equals(TYPE);
  }
}
