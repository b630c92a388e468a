package dev.mulkko.e2e.observer.invariant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.regex.Pattern;

/** What the operator adds to revision Services in a rule, so that clients stay: a cookie each. */
final class LotCookies {

  private static final Pattern LOT = Pattern.compile("[^=;]+=[a-z0-9]+\\.[0-9]{1,3}; .+");

  private LotCookies() {}

  /** The backend without its cookie, and without what was made to hold it. */
  static ObjectNode without(ObjectNode ref) {
    for (Iterator<JsonNode> filters = ref.path("filters").elements(); filters.hasNext(); ) {
      JsonNode modifier = filters.next().path("responseHeaderModifier");
      if (removed(modifier.path("add").elements())) {
        if (modifier.path("add").isEmpty()) {
          ((ObjectNode) modifier).remove("add");
        }
        if (modifier.isEmpty()) {
          filters.remove();
        }
      }
    }
    return ref.path("filters").isEmpty() ? ref.without("filters") : ref;
  }

  private static boolean removed(Iterator<JsonNode> headers) {
    boolean removed = false;
    while (headers.hasNext()) {
      JsonNode header = headers.next();
      if (header.path("name").asText().equals("Set-Cookie")
          && LOT.matcher(header.path("value").asText()).matches()) {
        headers.remove();
        removed = true;
      }
    }
    return removed;
  }
}
