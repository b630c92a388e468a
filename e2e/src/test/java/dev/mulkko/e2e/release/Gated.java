package dev.mulkko.e2e.release;

import dev.mulkko.api.v1beta1.Analysis;
import dev.mulkko.api.v1beta1.Metric;
import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.api.v1beta1.RolloutSpec;
import java.util.List;
import java.util.function.UnaryOperator;

/** A quick release whose steps end on a metric alone. */
final class Gated implements UnaryOperator<Rollout> {

  private static final Metric ERRORS =
      new Metric(
          "errors",
          "errors{pod=~\"$(canary.pods)\"}",
          null,
          null,
          null,
          null,
          0.05,
          null,
          "1s",
          1,
          "2s",
          2);

  @Override
  public Rollout apply(Rollout rollout) {
    RolloutSpec quick = Pace.QUICK.apply(rollout).getSpec();
    rollout.setSpec(
        new RolloutSpec(
            quick.workloadRef(),
            quick.traffic(),
            quick.strategy(),
            new Analysis(List.of(ERRORS), null, null, null, null, null, null, null, null),
            quick.progressDeadline(),
            quick.revisionHistoryLimit(),
            quick.suspend()));
    return rollout;
  }
}
