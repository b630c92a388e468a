package dev.mulkko.e2e.release;

import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.api.v1beta1.RolloutSpec;
import dev.mulkko.api.v1beta1.RouteRef;
import dev.mulkko.api.v1beta1.Traffic;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** A Rollout of more routes than its sample has. */
final class Routed {

  private Routed() {}

  /**
   * The same with one route more of each of these kinds.
   *
   * @param kinds each of a route with the name of the sample's
   */
  static Rollout also(Rollout rollout, String... kinds) {
    RolloutSpec spec = rollout.getSpec();
    Traffic traffic = Objects.requireNonNull(spec.traffic());
    List<RouteRef> routes =
        Stream.concat(
                traffic.routes().stream(),
                Stream.of(kinds).map(kind -> new RouteRef(kind, "shop", List.of())))
            .toList();
    rollout.setSpec(
        new RolloutSpec(
            spec.workloadRef(),
            new Traffic(
                traffic.service(),
                routes,
                traffic.settle(),
                traffic.directTraffic(),
                traffic.probe()),
            spec.strategy(),
            spec.analysis(),
            spec.progressDeadline(),
            spec.revisionHistoryLimit(),
            spec.suspend()));
    return rollout;
  }
}
