package dev.mulkko.e2e.observer.world;

import com.fasterxml.jackson.databind.JsonNode;

/** Labels and what selects them. */
public final class Labels {

  private Labels() {}

  public static boolean match(JsonNode selector, JsonNode labels) {
    return selector.propertyStream().allMatch(e -> e.getValue().equals(labels.path(e.getKey())));
  }
}
