package dev.mulkko.operator.observe;

import dev.mulkko.api.v1beta1.DeploymentRecord;
import dev.mulkko.api.v1beta1.Rollout;
import java.util.List;
import java.util.Optional;

/** What is watched of all deliveries. */
public interface Deliveries {

  /**
   * All records, as far as they are needed for sums, and to know which are old; empty when the
   * cluster does not know the kind.
   */
  Optional<List<DeploymentRecord>> allRecords();

  List<Rollout> allRollouts();
}
