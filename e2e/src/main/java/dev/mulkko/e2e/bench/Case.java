package dev.mulkko.e2e.bench;

import dev.mulkko.api.v1beta1.ApprovalStep;
import dev.mulkko.api.v1beta1.BlueGreenStrategy;
import dev.mulkko.api.v1beta1.CanaryStep;
import dev.mulkko.api.v1beta1.CanaryStrategy;
import dev.mulkko.api.v1beta1.PauseStep;
import dev.mulkko.api.v1beta1.Strategy;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What happens to the traffic in a cell. Each ends at rest, with what the user wrote. */
enum Case {
  /** By itself from weight to weight, each held for long enough to be counted. */
  STEP_UP,
  /** A person sends all to the new version at the first weight. */
  PROMOTE,
  ABORT_AT_EACH_STEP,
  NEW_VERSION,
  DELETE,
  /** The operator is killed again and again, wherever that hits the release. */
  KILL_OPERATOR,
  /** Blue/green: all over at once, and all back. */
  SWITCH_AND_BACK,
  UNDO;

  /** How long each weight is held, on the way up. */
  private static final Duration HELD = Duration.ofSeconds(14);

  /** Not to its very end: what is due then may be sent a little later. */
  static final Duration COUNTED = HELD.minusSeconds(2);

  private static final String SHORT = "1s";

  /** As {@code CASE=} has it. */
  String title() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  Strategy strategy(Router router) {
    return switch (this) {
      case STEP_UP -> canary(router.weights(), HELD.toSeconds() + "s");
      case KILL_OPERATOR, UNDO -> canary(router.weights(), SHORT);
      case PROMOTE, NEW_VERSION, DELETE -> canary(router.weights(), null);
      case ABORT_AT_EACH_STEP -> canary(abortedAt(router), null);
      case SWITCH_AND_BACK ->
          new Strategy(
              null,
              new BlueGreenStrategy(
                  App.PREVIEW,
                  List.of(),
                  "Overlap",
                  SHORT,
                  new ApprovalStep("QA of the preview", "10m", null, null),
                  "10m",
                  SHORT),
              null);
    };
  }

  /** All of its weights, and the one after which nothing but the end comes. */
  static List<Integer> abortedAt(Router router) {
    return router.isByPods()
        ? router.weights()
        : Stream.concat(router.weights().stream(), Stream.of(100)).toList();
  }

  /**
   * A pause after each weight.
   *
   * @param pause its length; null = until a person says resume
   */
  static Strategy canary(List<Integer> weights, @Nullable String pause) {
    List<CanaryStep> steps =
        weights.stream()
            .flatMap(
                weight ->
                    Stream.of(CanaryStep.weight(weight), CanaryStep.pause(new PauseStep(pause))))
            .toList();
    return new Strategy(new CanaryStrategy(steps, null, SHORT), null, null);
  }
}
