package dev.mulkko.engine.retention;

import dev.mulkko.engine.retention.Filed.End;
import dev.mulkko.engine.retention.Filed.Owner;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How long records are kept. Failures stay twice as long, and are counted apart, so that many good
 * deployments never push out the few bad ones.
 *
 * <p>The last closed record of a Rollout has the sums of all before it, which metrics are read
 * from: it stays while the Rollout exists, and goes after all others of a Rollout that is gone, by
 * its age alone. In another order the sums of an older record would be taken for the last ones.
 *
 * @param perNamespace how many of each sort, failures and others
 * @param age of those that are no failures
 */
public record Retention(int perNamespace, Duration age) {

  private static final int LONGER = 2;

  private static final Comparator<Filed> OLDEST_FIRST =
      Comparator.comparing((Filed one) -> end(one).at()).thenComparing(Filed::name);

  private static final Comparator<Filed> BY_ATTEMPT =
      Comparator.comparingLong(Filed::attempt).thenComparing(Filed::name);

  private record Shelf(String namespace, boolean failures) {}

  /**
   * Those that may go, the oldest first.
   *
   * @param all that there are, open ones too
   * @param existing the Rollouts that exist
   */
  public List<Filed> over(Collection<Filed> all, Set<Owner> existing, Instant now) {
    Map<Shelf, List<Filed>> shelves =
        all.stream()
            .filter(one -> one.end().isPresent())
            .collect(
                Collectors.groupingBy(
                    one -> new Shelf(one.owner().namespace(), end(one).failure())));
    Set<Filed> surplus =
        shelves.values().stream().flatMap(this::surplus).collect(Collectors.toSet());
    return all.stream().collect(Collectors.groupingBy(Filed::owner)).entrySet().stream()
        .flatMap(file -> over(file.getValue(), existing.contains(file.getKey()), surplus, now))
        .sorted(OLDEST_FIRST)
        .toList();
  }

  private Stream<Filed> surplus(List<Filed> shelf) {
    return shelf.stream().sorted(OLDEST_FIRST.reversed()).skip(perNamespace);
  }

  /** Of one Rollout. */
  private Stream<Filed> over(List<Filed> file, boolean exists, Set<Filed> surplus, Instant now) {
    List<Filed> closed =
        file.stream().filter(one -> one.end().isPresent()).sorted(BY_ATTEMPT).toList();
    if (closed.isEmpty()) {
      return Stream.empty();
    }
    Stream<Filed> last =
        exists || file.size() > 1 ? Stream.empty() : closed.stream().filter(one -> isOld(one, now));
    Stream<Filed> others =
        closed.subList(0, closed.size() - 1).stream()
            .filter(one -> isOld(one, now) || surplus.contains(one));
    return Stream.concat(others, last);
  }

  private boolean isOld(Filed one, Instant now) {
    Duration limit = end(one).failure() ? age.multipliedBy(LONGER) : age;
    return end(one).at().plus(limit).isBefore(now);
  }

  private static End end(Filed one) {
    return one.end().orElseThrow();
  }
}
