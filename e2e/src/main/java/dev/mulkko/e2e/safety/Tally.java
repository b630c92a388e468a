package dev.mulkko.e2e.safety;

import dev.mulkko.testbed.cluster.ApiRequest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How often something was created and deleted, such as {@code create services}. */
record Tally(Map<String, Long> counts) {

  private static final Set<String> VERBS = Set.of("create", "delete");

  static Tally of(List<ApiRequest> writes) {
    return new Tally(
        writes.stream()
            .filter(write -> VERBS.contains(write.verb()))
            .filter(write -> !write.resource().equals("events"))
            .filter(write -> write.code() < 300)
            .map(write -> write.verb() + " " + write.resource())
            .collect(
                Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting())));
  }

  /** What is not as in another one. */
  List<String> differences(Tally wanted) {
    return counts.equals(wanted.counts)
        ? List.of()
        : List.of("created and deleted %s, not %s".formatted(counts, wanted.counts));
  }
}
