package dev.mulkko.engine.exhaustive;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The Service that clients use.
 *
 * @param endpoints what its EndpointSlices say, by revision
 * @param leaving the revisions that they named a moment ago: some requests may still go there
 */
record Service(@Nullable String pin, Map<String, Integer> endpoints, Set<String> leaving) {

  Service {
    endpoints = Map.copyOf(endpoints);
    leaving = Set.copyOf(leaving);
  }

  Service pinned(@Nullable String next) {
    return new Service(next, endpoints, leaving);
  }

  boolean selects(Rs rs) {
    return pin == null || pin.equals(rs.revision());
  }

  /** Whether those who dial it may reach this revision at this moment. */
  boolean reaches(String revision) {
    return endpoints.containsKey(revision) || leaving.contains(revision);
  }
}
