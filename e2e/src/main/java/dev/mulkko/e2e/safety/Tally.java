package dev.mulkko.e2e.safety;

import dev.mulkko.testbed.cluster.ApiRequest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

/**
 * How often something was created and deleted, such as {@code create services}.
 *
 * @param counts what the server says that it did
 * @param unsure what it did or did not: whoever asked was gone before the answer
 */
record Tally(Map<String, Long> counts, Map<String, Long> unsure) {

  private static final Set<String> VERBS = Set.of("create", "delete");

  static Tally of(List<ApiRequest> writes) {
    return new Tally(
        count(writes, code -> code >= 200 && code < 300),
        count(writes, code -> code == 0 || code >= 500));
  }

  private static Map<String, Long> count(List<ApiRequest> writes, IntPredicate code) {
    return writes.stream()
        .filter(write -> VERBS.contains(write.verb()))
        .filter(write -> !write.resource().equals("events"))
        .filter(write -> code.test(write.code()))
        .map(write -> write.verb() + " " + write.resource())
        .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
  }

  /** What cannot be the same as in another one. */
  List<String> differences(Tally wanted) {
    Set<String> all = new TreeSet<>(wanted.counts.keySet());
    all.addAll(counts.keySet());
    return all.stream().allMatch(what -> mayBe(what, wanted.counts.getOrDefault(what, 0L)))
        ? List.of()
        : List.of(
            "created and deleted %s, not %s; without an answer %s"
                .formatted(counts, wanted.counts, unsure));
  }

  private boolean mayBe(String what, long wanted) {
    long least = counts.getOrDefault(what, 0L);
    return least <= wanted && wanted <= least + unsure.getOrDefault(what, 0L);
  }
}
