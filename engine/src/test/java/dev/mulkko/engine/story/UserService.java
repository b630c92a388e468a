package dev.mulkko.engine.story;

import dev.mulkko.engine.plan.Observation;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The Service that clients use, and what its EndpointSlices say. */
final class UserService {
  @Nullable String pin;
  Map<String, Integer> endpoints = new TreeMap<>();

  boolean selects(String revision) {
    return pin == null || pin.equals(revision);
  }

  Observation.Service seen() {
    return new Observation.Service(pin, endpoints);
  }
}
