package dev.mulkko.operator.telemetry;

import dev.mulkko.engine.judge.Told;
import dev.mulkko.engine.plan.gate.Comparing.Watch;
import dev.mulkko.kube.read.MetricTargets.Target;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tells how many requests both versions of one rollout answered. Of one thread alone. */
public interface Teller {

  /** One look. Who tells nothing is left out. */
  Heard hear(Asked asked) throws InterruptedException;

  /** Why some of it was not told at the last look; empty when all of it was. */
  default Optional<String> why() {
    return Optional.empty();
  }

  /** How often it may be asked: as often as is wished, or less. */
  default Duration interval(Duration wished) {
    return wished;
  }

  /**
   * What is asked for.
   *
   * @param targets the pods that are ready
   * @param edges of the histograms that matter, in seconds; empty while all may
   * @param interval the time between two looks
   */
  record Asked(Watch watch, List<Target> targets, Optional<List<Double>> edges, Duration interval) {

    public Asked every(Duration other) {
      return new Asked(watch, targets, edges, other);
    }
  }

  /**
   * What was told.
   *
   * @param told of each target from the oldest
   * @param due targets that should have told something
   * @param patience how old the last word of a target may be
   * @param from who told it, in words for people
   */
  record Heard(List<Told> told, Set<String> due, Duration patience, String from) {}
}
