package dev.mulkko.operator.telemetry.compare;

import dev.mulkko.engine.model.Comparison;
import dev.mulkko.engine.model.Judged;
import dev.mulkko.engine.plan.gate.Comparing.Watch;
import dev.mulkko.kube.read.MetricTargets.Target;
import dev.mulkko.operator.telemetry.pods.PodPages;
import dev.mulkko.operator.telemetry.prometheus.PrometheusApi;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Compares both versions of each Rollout that asks for it, beside the passes. A pass takes what is
 * {@link #judged} by then, and says by {@link #follow} what is to be looked at next.
 */
public final class Comparisons {

  private final Voices.Found voices;
  private final Clock clock;
  private final Map<String, Comparer> rollouts = new ConcurrentHashMap<>();

  /**
   * @param pages of pods
   * @param servers that read pods and gateways, as far as there is one
   */
  public Comparisons(
      PodPages pages, Function<Comparison, Optional<PrometheusApi>> servers, Clock clock) {
    this(Voices.in(pages, servers, clock), clock);
  }

  Comparisons(Voices.Found voices, Clock clock) {
    this.voices = voices;
    this.clock = clock;
  }

  /**
   * Goes on with what was seen before as long as it is the same rollout of the same canary.
   *
   * @param rollout its namespace and name
   * @param targets the pods that are ready
   * @param whenNews is run, by a thread of its own, when a pass should look at it at once
   */
  public void follow(String rollout, Watch watch, List<Target> targets, Runnable whenNews) {
    rollouts.compute(
        rollout,
        (name, before) -> {
          if (before != null && before.isOf(watch)) {
            before.follow(watch, targets);
            return before;
          }
          if (before != null) {
            before.stop();
          }
          Voices heard = voices.of(name, watch.comparison());
          return Comparer.start(name, heard, clock, watch, targets, whenNews);
        });
  }

  /** What it says by now; empty before the first look. */
  public Optional<Judged> judged(String rollout) {
    return Optional.ofNullable(rollouts.get(rollout)).flatMap(Comparer::judged);
  }

  /** Looks no more. */
  public void forget(String rollout) {
    Comparer before = rollouts.remove(rollout);
    if (before != null) {
      before.stop();
    }
  }
}
