package dev.mulkko.operator.record;

import dev.mulkko.api.v1beta1.DeploymentRecord;
import dev.mulkko.api.v1beta1.DeploymentTotals;
import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.engine.retention.Filed.Owner;
import dev.mulkko.kube.read.Filing;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What the records of a Rollout say of all its deliveries. The sums are those of its last closed
 * record, so that they are the same whoever reads them, however often it was started.
 *
 * @param closed its records that are closed, the first first
 */
record Delivery(Owner owner, List<DeploymentRecord> closed) {

  private static final DeploymentTotals NONE = new DeploymentTotals(0, 0, 0, 0, 0, null, null);

  private static final Comparator<Owner> BY_NAME =
      Comparator.comparing(Owner::namespace).thenComparing(Owner::rollout);

  private static final Comparator<DeploymentRecord> BY_ATTEMPT =
      Comparator.comparingLong(record -> record.getSpec().attempt());

  /**
   * Those of all Rollouts that exist or have records. One that has not delivered yet has sums too,
   * all zero: a counter whose first value is 1 has not grown, to those who ask how much it did.
   */
  static List<Delivery> of(Collection<DeploymentRecord> records, Collection<Rollout> rollouts) {
    Map<Owner, List<DeploymentRecord>> files = new TreeMap<>(BY_NAME);
    files.putAll(records.stream().collect(Collectors.groupingBy(Filing::owner)));
    rollouts.forEach(rollout -> files.putIfAbsent(Filing.owner(rollout), List.of()));
    return files.entrySet().stream()
        .map(
            file ->
                new Delivery(
                    file.getKey(),
                    file.getValue().stream().filter(Filing::isClosed).sorted(BY_ATTEMPT).toList()))
        .toList();
  }

  DeploymentTotals totals() {
    DeploymentTotals totals = closed.isEmpty() ? null : closed.getLast().getStatus().totals();
    return totals == null ? NONE : totals;
  }

  Optional<DeploymentRecord> last(Predicate<DeploymentRecord> which) {
    return closed.reversed().stream().filter(which).findFirst();
  }
}
