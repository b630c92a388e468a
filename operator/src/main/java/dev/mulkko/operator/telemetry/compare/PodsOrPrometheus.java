package dev.mulkko.operator.telemetry.compare;

import dev.mulkko.engine.judge.Side;
import dev.mulkko.kube.read.MetricTargets.Target;
import dev.mulkko.operator.telemetry.Teller;
import dev.mulkko.operator.telemetry.pods.PodCounters;
import java.time.Duration;
import java.util.List;

/**
 * The pods, and what Prometheus read of them where they tell nothing: a network policy or a mesh
 * may keep the operator from them. Both have the same counters of the same pods, so that whoever
 * compares them need not know which of them it was.
 */
final class PodsOrPrometheus implements Teller {

  /** Looks without a word of any pod of a side, before it is given up. */
  private static final int SILENT = 3;

  /** Looks at Prometheus, before the pods are asked again. */
  private static final int ELSEWHERE = 12;

  private final PodCounters pods;
  private final Teller prometheus;
  private int silent;
  private int elsewhere;

  PodsOrPrometheus(PodCounters pods, Teller prometheus) {
    this.pods = pods;
    this.prometheus = prometheus;
  }

  @Override
  public Heard hear(Asked asked) throws InterruptedException {
    if (elsewhere > 0) {
      elsewhere--;
      return scraped(asked);
    }
    Heard heard = pods.hear(asked);
    silent = isWhole(heard, asked.targets()) ? 0 : silent + 1;
    if (silent < SILENT) {
      return heard;
    }
    elsewhere = ELSEWHERE;
    return scraped(asked);
  }

  private Heard scraped(Asked asked) throws InterruptedException {
    Heard heard = prometheus.hear(asked.every(prometheus.interval(asked.interval())));
    String why = pods.why().orElse("no pod is ready");
    return new Heard(
        heard.told(), heard.due(), heard.patience(), "%s (pods: %s)".formatted(heard.from(), why));
  }

  private static boolean isWhole(Heard heard, List<Target> targets) {
    return tells(heard, targets, Side.Canary) && tells(heard, targets, Side.Stable);
  }

  private static boolean tells(Heard heard, List<Target> targets, Side side) {
    return targets.stream().noneMatch(target -> target.side() == side)
        || heard.told().stream().anyMatch(told -> told.side() == side);
  }

  @Override
  public Duration interval(Duration wished) {
    return silent < SILENT ? wished : prometheus.interval(wished);
  }
}
