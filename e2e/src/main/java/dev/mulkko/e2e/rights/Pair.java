package dev.mulkko.e2e.rights;

import dev.mulkko.testbed.cluster.ApiRequest;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import java.util.stream.Stream;

/**
 * One right: a verb on a resource.
 *
 * @param resource with its subresource and group, as in {@code apps/deployments}
 */
record Pair(String resource, String verb) implements Comparable<Pair> {

  static Stream<Pair> of(PolicyRule rule) {
    return rule.getApiGroups().stream()
        .flatMap(
            group ->
                rule.getResources().stream()
                    .flatMap(
                        resource ->
                            rule.getVerbs().stream()
                                .map(verb -> new Pair(name(group, resource), verb))));
  }

  static Pair of(ApiRequest request) {
    String part = request.subresource().isEmpty() ? "" : "/" + request.subresource();
    return new Pair(name(request.group(), request.resource() + part), request.verb());
  }

  private static String name(String group, String resource) {
    return group.isEmpty() ? resource : group + "/" + resource;
  }

  @Override
  public int compareTo(Pair other) {
    return toString().compareTo(other.toString());
  }

  @Override
  public String toString() {
    return resource + " " + verb;
  }
}
