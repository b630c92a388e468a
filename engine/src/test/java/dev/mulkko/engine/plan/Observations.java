package dev.mulkko.engine.plan;

import dev.mulkko.engine.model.Memory;
import dev.mulkko.engine.model.Spec;
import dev.mulkko.engine.plan.Observation.Pods;
import dev.mulkko.engine.plan.Observation.ReplicaSet;
import dev.mulkko.engine.plan.Observation.Route;
import dev.mulkko.engine.plan.Observation.Service;
import dev.mulkko.engine.plan.Observation.Workload;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Observations of an attached shop of which nobody asks anything, and nothing is locked. */
public final class Observations {

  private Observations() {}

  public static Observation of(
      Instant now,
      Instant lookingSince,
      Spec spec,
      Memory memory,
      Workload workload,
      List<ReplicaSet> replicaSets,
      Service service,
      Map<String, Integer> backends,
      List<Route> routes,
      Pods pods) {
    return new Observation(
        now,
        lookingSince,
        spec,
        memory,
        false,
        true,
        false,
        Optional.of(workload),
        replicaSets,
        Optional.of(service),
        backends,
        routes,
        List.of(),
        List.of(),
        pods,
        List.of(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Books.NONE,
        Locks.NONE,
        "");
  }
}
