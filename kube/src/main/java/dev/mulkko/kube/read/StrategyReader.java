package dev.mulkko.kube.read;

import static dev.mulkko.kube.read.SpecReader.duration;

import dev.mulkko.api.v1beta1.ApprovalStep;
import dev.mulkko.api.v1beta1.BlueGreenStrategy;
import dev.mulkko.api.v1beta1.CanaryScale;
import dev.mulkko.api.v1beta1.CanaryStep;
import dev.mulkko.api.v1beta1.CanaryStrategy;
import dev.mulkko.api.v1beta1.PauseStep;
import dev.mulkko.api.v1beta1.RollingStrategy;
import dev.mulkko.engine.model.Match;
import dev.mulkko.engine.model.Scale;
import dev.mulkko.engine.model.Step;
import dev.mulkko.engine.model.Strategy;
import dev.mulkko.kube.read.SpecReader.InvalidSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The strategy of a spec, as steps. */
final class StrategyReader {

  static final Duration STEP_TIME = Duration.ofMinutes(2);
  static final Duration SCALE_DOWN_DELAY = Duration.ofSeconds(30);

  /** Beside so many stable pods no more than as many canary pods are started. */
  private static final int MOST_OF_A_SERVICE = 50;

  private static final String CANARY = "spec.strategy.canary";
  private static final String ROLLING = "spec.strategy.rolling";
  private static final String BLUE_GREEN = "spec.strategy.blueGreen";

  private StrategyReader() {}

  /**
   * Reads it.
   *
   * @param rollout name of the Rollout
   * @param routes as plans call them; none when the pods behind the Service are the shares
   */
  static Strategy read(
      String rollout, dev.mulkko.api.v1beta1.@Nullable Strategy written, List<String> routes)
      throws InvalidSpec {
    CanaryStrategy canary = written == null ? null : written.canary();
    BlueGreenStrategy blueGreen = written == null ? null : written.blueGreen();
    RollingStrategy rolling = written == null ? null : written.rolling();
    if (Stream.of(canary, blueGreen, rolling).filter(Objects::nonNull).count() != 1) {
      throw new InvalidSpec(
          "spec.strategy",
          "must have exactly one of canary, blueGreen and rolling: write one of them");
    }
    if (rolling != null) {
      return rolling(rolling, routes.isEmpty());
    }
    return canary != null
        ? canary(rollout, canary, routes)
        : blueGreen(Objects.requireNonNull(blueGreen), routes);
  }

  private static Strategy canary(String rollout, CanaryStrategy canary, List<String> routes)
      throws InvalidSpec {
    List<Step> steps = steps(canary.steps(), routes);
    return new Strategy.Canary(
        Stream.concat(steps.stream(), last(canary.onComplete()).stream()).toList(),
        duration(CANARY + ".stepTime", canary.stepTime(), STEP_TIME),
        duration(CANARY + ".scaleDownDelay", canary.scaleDownDelay(), SCALE_DOWN_DELAY),
        StickyReader.read(rollout, canary.sticky(), steps, routes));
  }

  private static Strategy rolling(RollingStrategy rolling, boolean direct) throws InvalidSpec {
    if (!direct) {
      throw new InvalidSpec(
          "spec.traffic.routes",
          "is not for strategy rolling, which shifts pods and sets no weight: leave it out, or write a canary");
    }
    return new Strategy.Rolling(
        duration(ROLLING + ".postPromotion", rolling.postPromotion(), Duration.ZERO));
  }

  /** What keeps the steps from going on to 100 %, if anything does. */
  private static Optional<Step> last(@Nullable String onComplete) throws InvalidSpec {
    return switch (onComplete) {
      case null -> Optional.empty();
      case "Promote" -> Optional.empty();
      case "Pause" -> Optional.of(new Step.Stay());
      case "Abort" -> Optional.of(new Step.End());
      default ->
          throw new InvalidSpec(
              CANARY + ".onComplete", "is %s: write Promote, Pause or Abort".formatted(onComplete));
    };
  }

  private static Strategy blueGreen(BlueGreenStrategy written, List<String> routes)
      throws InvalidSpec {
    List<Step> steps = new ArrayList<>(List.of(new Step.SetScale(new Scale.Share(100))));
    Duration looked = duration(BLUE_GREEN + ".prePromotion", written.prePromotion(), Duration.ZERO);
    if (looked.isPositive()) {
      steps.add(new Step.Pause(looked));
    }
    if (written.approval() != null) {
      steps.add(approval(BLUE_GREEN + ".approval", written.approval()));
    }
    return new Strategy.BlueGreen(
        steps,
        written.previewService(),
        RouteReader.previews(written.previewRoutes(), routes),
        atomic(written.switchMode()),
        duration(BLUE_GREEN + ".postPromotion", written.postPromotion(), Duration.ZERO),
        duration(BLUE_GREEN + ".scaleDownDelay", written.scaleDownDelay(), SCALE_DOWN_DELAY));
  }

  private static boolean atomic(@Nullable String mode) throws InvalidSpec {
    return switch (mode) {
      case null -> false;
      case "Overlap" -> false;
      case "Atomic" -> true;
      default ->
          throw new InvalidSpec(
              BLUE_GREEN + ".switch", "is %s: write Overlap or Atomic".formatted(mode));
    };
  }

  private static List<Step> steps(List<CanaryStep> written, List<String> routes)
      throws InvalidSpec {
    if (written.isEmpty()) {
      throw new InvalidSpec(CANARY + ".steps", "is empty: begin with setWeight: 5");
    }
    List<Step> steps = new ArrayList<>();
    boolean direct = routes.isEmpty();
    int before = -1;
    for (int i = 0; i < written.size(); i++) {
      String field = CANARY + ".steps[%d]".formatted(i);
      Step step = step(field, written.get(i));
      if (step instanceof Step.SetWeight(int percent)) {
        checkWeight(field + ".setWeight", percent, before, direct);
        before = percent;
      }
      checkOrder(field, step, i, direct);
      if (step instanceof Step.SetMatch(Match match)) {
        MatchReader.check(field + ".setMatch", match, routes);
      }
      if (step instanceof Step.SetMirror) {
        MirrorReader.check(field + ".setMirror", before, routes);
      }
      steps.add(step);
    }
    return steps;
  }

  private static void checkOrder(String field, Step step, int index, boolean direct)
      throws InvalidSpec {
    if (index == 0 && (step instanceof Step.Pause || step instanceof Step.Approval)) {
      throw new InvalidSpec(field, "is a wait at nothing: begin with a setWeight");
    }
    if (direct && step instanceof Step.SetScale) {
      throw new InvalidSpec(
          field + ".setCanaryScale",
          "must have a route, without one the pods are the shares: leave it out, or name a route in spec.traffic.routes");
    }
  }

  private static void checkWeight(String field, int percent, int before, boolean direct)
      throws InvalidSpec {
    if (percent < 0 || percent > 100) {
      throw new InvalidSpec(field, "is %d: write a share from 0 to 100".formatted(percent));
    }
    if (percent <= before) {
      throw new InvalidSpec(
          field,
          "is %d, not above the step before it (%d): weights must grow; to go back use abort"
              .formatted(percent, before));
    }
    if (direct && percent > MOST_OF_A_SERVICE && percent < 100) {
      throw new InvalidSpec(
          field,
          "is %d, but without a route the pods are the shares, up to %d %%: write at most %d, the step to 100 comes by itself, or name a route in spec.traffic.routes"
              .formatted(percent, MOST_OF_A_SERVICE, MOST_OF_A_SERVICE));
    }
  }

  private static Step step(String field, CanaryStep written) throws InvalidSpec {
    long keys =
        Stream.of(
                written.setWeight(),
                written.setCanaryScale(),
                written.setMatch(),
                written.setMirror(),
                written.pause(),
                written.approval())
            .filter(Objects::nonNull)
            .count();
    if (keys != 1) {
      throw new InvalidSpec(
          field,
          "must have exactly one of setWeight, setCanaryScale, setMatch, setMirror, pause and approval: write each as a step of its own");
    }
    if (written.setWeight() != null) {
      return new Step.SetWeight(written.setWeight());
    }
    if (written.setCanaryScale() != null) {
      return new Step.SetScale(scale(field + ".setCanaryScale", written.setCanaryScale()));
    }
    if (written.setMatch() != null) {
      return new Step.SetMatch(MatchReader.read(field + ".setMatch", written.setMatch()));
    }
    if (written.setMirror() != null) {
      return MirrorReader.read(field + ".setMirror", written.setMirror());
    }
    return written.pause() != null
        ? pause(field, written.pause())
        : approval(field + ".approval", Objects.requireNonNull(written.approval()));
  }

  private static Scale scale(String field, CanaryScale written) throws InvalidSpec {
    Integer percent = written.percent();
    Integer replicas = written.replicas();
    boolean byWeight = Boolean.TRUE.equals(written.matchWeight());
    if (Stream.of(percent != null, replicas != null, byWeight).filter(is -> is).count() != 1) {
      throw new InvalidSpec(
          field,
          "must have exactly one of percent, replicas and matchWeight: write for example {percent: 50}");
    }
    if (percent != null) {
      return share(field + ".percent", percent);
    }
    return replicas == null ? new Scale.ByWeight() : pods(field + ".replicas", replicas);
  }

  private static Scale share(String field, int percent) throws InvalidSpec {
    if (percent < 1 || percent > 100) {
      throw new InvalidSpec(field, "is %d: write a share from 1 to 100".formatted(percent));
    }
    return new Scale.Share(percent);
  }

  private static Scale pods(String field, int count) throws InvalidSpec {
    if (count < 1) {
      throw new InvalidSpec(field, "is %d: write 1 or more".formatted(count));
    }
    return new Scale.Pods(count);
  }

  /** Without a length somebody must say that it is over. */
  private static Step pause(String field, PauseStep pause) throws InvalidSpec {
    return pause.duration() == null
        ? new Step.Approval(null, null, true, false)
        : new Step.Pause(duration(field + ".pause.duration", pause.duration(), Duration.ZERO));
  }

  private static Step approval(String field, ApprovalStep written) throws InvalidSpec {
    Duration timeout =
        written.timeout() == null
            ? null
            : duration(field + ".timeout", written.timeout(), Duration.ZERO);
    return new Step.Approval(
        written.message(),
        timeout,
        abortsLate(field + ".onTimeout", written.onTimeout()),
        byOthers(field + ".approvers", written.approvers()));
  }

  private static boolean abortsLate(String field, @Nullable String written) throws InvalidSpec {
    return switch (written) {
      case null -> true;
      case "Abort" -> true;
      case "Resume" -> false;
      default -> throw new InvalidSpec(field, "is %s: write Abort or Resume".formatted(written));
    };
  }

  private static boolean byOthers(String field, @Nullable String written) throws InvalidSpec {
    return switch (written) {
      case null -> false;
      case "Anyone" -> false;
      case "Others" -> true;
      default -> throw new InvalidSpec(field, "is %s: write Anyone or Others".formatted(written));
    };
  }
}
