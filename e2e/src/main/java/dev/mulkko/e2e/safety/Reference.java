package dev.mulkko.e2e.safety;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * How a scenario goes when nobody dies.
 *
 * @param ends as it is when it has ended, and when all that is of little news has been told too
 * @param unsteady paths whose values are not the same each time, with these values
 * @param writes what the operator sent, in one of the runs
 */
record Reference(
    List<EndState> ends, Map<String, Set<String>> unsteady, Tally tally, List<String> writes) {

  /**
   * Of several runs of the same scenario, as Sieve does it: what differs between them says nothing.
   *
   * @param ends of each run, the first and the last
   * @throws IllegalStateException when they do not create and delete the same
   */
  static Reference of(List<Ends> ends, List<Tally> tallies, List<List<String>> writes) {
    List<EndState> firsts = ends.stream().map(Ends::first).toList();
    List<EndState> lasts = ends.stream().map(Ends::last).toList();
    Map<String, Set<String>> unsteady = new TreeMap<>(unsteady(firsts));
    unsteady.putAll(unsteady(lasts));
    if (Set.copyOf(tallies).size() > 1) {
      throw new IllegalStateException("without any fault, these differ: " + tallies);
    }
    return new Reference(
        List.of(firsts.getFirst(), lasts.getFirst()),
        unsteady,
        tallies.getFirst(),
        writes.getFirst());
  }

  /** Of one run. */
  record Ends(EndState first, EndState last) {}

  private static Map<String, Set<String>> unsteady(List<EndState> ends) {
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
    return unsteady;
  }

  /** What an end has that none of these has, from the one that it is most like. */
  List<String> differences(EndState end) {
    return ends.stream()
        .map(wanted -> end.differences(wanted, unsteady.keySet()))
        .min(Comparator.comparingInt(List::size))
        .orElseThrow();
  }
}
