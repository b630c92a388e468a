package dev.mulkko.operator.telemetry.prometheus;

import dev.mulkko.engine.judge.Evidence.Step;
import dev.mulkko.engine.judge.Side;
import dev.mulkko.engine.model.Comparison;
import dev.mulkko.engine.plan.gate.Comparing.Watch;
import dev.mulkko.kube.read.MetricTargets.Target;
import dev.mulkko.operator.telemetry.Teller.Asked;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** One look at a rollout with a pod of each version. */
final class Looked {

  static final Step STEP = new Step(true, Faults.NOW.minusSeconds(60), 0.1);

  static final Asked ASKED =
      new Asked(
          new Watch(
              Comparison.DEFAULT,
              "web",
              "a",
              "b",
              Faults.NOW.minusSeconds(60),
              Optional.of(STEP),
              List.of()),
          List.of(
              new Target(Side.Canary, "web-b-1", "10.1.0.2", 8080),
              new Target(Side.Stable, "web-a-1", "10.1.0.1", 8080)),
          Optional.of(List.of(0.5)),
          Duration.ofSeconds(5));

  private Looked() {}
}
