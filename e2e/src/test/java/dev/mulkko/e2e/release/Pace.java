package dev.mulkko.e2e.release;

import dev.mulkko.api.v1beta1.CanaryStep;
import dev.mulkko.api.v1beta1.CanaryStrategy;
import dev.mulkko.api.v1beta1.PauseStep;
import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.api.v1beta1.RolloutSpec;
import dev.mulkko.api.v1beta1.Strategy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * How long the sample's Rollout stays at 5 %, at 50 % and at 100 %, and how long the old pods stay
 * after that. The time to settle is what every user has.
 */
record Pace(Duration at5, Duration at50, Duration at100, Duration delay)
    implements UnaryOperator<Rollout> {

  static final Duration DELAY = Duration.ofSeconds(1);

  private static final Duration SHORT = Duration.ofSeconds(1);

  /** Longer than any story. */
  private static final Duration LONG = Duration.ofMinutes(10);

  static final Pace QUICK = new Pace(SHORT, SHORT);
  static final Pace STAYS_AT_5 = new Pace(LONG, SHORT);
  static final Pace STAYS_AT_50 = new Pace(SHORT, LONG);
  static final Pace STAYS_AT_100 = new Pace(SHORT, SHORT, LONG, DELAY);
  static final Pace STAYS_PROMOTED = new Pace(SHORT, SHORT, Duration.ZERO, LONG);

  Pace(Duration at5, Duration at50) {
    this(at5, at50, Duration.ZERO, DELAY);
  }

  @Override
  public Rollout apply(Rollout rollout) {
    RolloutSpec spec = rollout.getSpec();
    rollout.setSpec(
        new RolloutSpec(
            spec.workloadRef(),
            spec.traffic(),
            new Strategy(canary(), null, null),
            spec.analysis(),
            spec.progressDeadline(),
            spec.revisionHistoryLimit(),
            spec.suspend()));
    return rollout;
  }

  private CanaryStrategy canary() {
    List<CanaryStep> steps =
        new ArrayList<>(
            List.of(CanaryStep.weight(5), pause(at5), CanaryStep.weight(50), pause(at50)));
    if (at100.isPositive()) {
      steps.addAll(List.of(CanaryStep.weight(100), pause(at100)));
    }
    return new CanaryStrategy(List.copyOf(steps), null, text(delay));
  }

  private static CanaryStep pause(Duration length) {
    return CanaryStep.pause(new PauseStep(text(length)));
  }

  private static String text(Duration length) {
    return length.toSeconds() + "s";
  }
}
