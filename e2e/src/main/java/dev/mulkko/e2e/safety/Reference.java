package dev.mulkko.e2e.safety;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * How a scenario goes when nobody dies.
 *
 * @param unsteady paths whose values are not the same each time, with these values
 * @param writes what the operator sent, in one of the runs
 */
record Reference(
    EndState end, Map<String, Set<String>> unsteady, Tally tally, List<String> writes) {

  /**
   * Of several runs of the same scenario, as Sieve does it: what differs between them says nothing.
   *
   * @throws IllegalStateException when they do not create and delete the same
   */
  static Reference of(List<EndState> ends, List<Tally> tallies, List<List<String>> writes) {
    Map<String, Set<String>> unsteady = new TreeMap<>();
    for (EndState end : ends) {
      for (String path : end.differing(ends.getFirst())) {
        unsteady.put(
            path,
            ends.stream()
                .map(each -> each.values().getOrDefault(path, "nothing"))
                .collect(Collectors.toCollection(TreeSet::new)));
      }
    }
    if (Set.copyOf(tallies).size() > 1) {
      throw new IllegalStateException("without any fault, these differ: " + tallies);
    }
    return new Reference(ends.getFirst(), unsteady, tallies.getFirst(), writes.getFirst());
  }
}
