package dev.mulkko.cli.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.mulkko.api.v1beta1.BlueGreenStrategy;
import dev.mulkko.api.v1beta1.CanaryScale;
import dev.mulkko.api.v1beta1.CanaryStep;
import dev.mulkko.api.v1beta1.CanaryStrategy;
import dev.mulkko.api.v1beta1.MatchStep;
import dev.mulkko.api.v1beta1.MirrorStep;
import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.api.v1beta1.RolloutProgress;
import dev.mulkko.api.v1beta1.Strategy;
import dev.mulkko.cli.terminal.Ink;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The steps of a strategy as a strip, with the place that the rollout has reached.
 *
 * @param at index of the present one, one more than the last when all are done; null at rest
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Steps(List<String> names, @Nullable Integer at) {

  private static final String TAKEN_OUT = "back to stable";

  private static final Pattern ZERO = Pattern.compile("(0+[a-z]+)+");

  public Steps {
    names = List.copyOf(names);
  }

  static Steps of(Rollout rollout) {
    List<String> names = new ArrayList<>(names(rollout.getSpec().strategy()));
    if (!names.isEmpty() && !names.getLast().equals("100%") && !names.getLast().equals(TAKEN_OUT)) {
      names.add("100%");
    }
    RolloutProgress progress = rollout.getStatus() == null ? null : rollout.getStatus().rollout();
    return new Steps(names, progress == null ? null : at(progress, names.size()));
  }

  private static List<String> names(Strategy strategy) {
    CanaryStrategy canary = strategy.canary();
    BlueGreenStrategy blueGreen = strategy.blueGreen();
    if (canary != null) {
      return Stream.concat(
              canary.steps().stream().map(Steps::name), last(canary.onComplete()).stream())
          .toList();
    }
    if (strategy.rolling() != null) {
      return List.of("rolling");
    }
    return blueGreen == null ? List.of() : names(blueGreen);
  }

  /** What follows the last step, where that is not 100 % by itself. */
  private static Optional<String> last(@Nullable String onComplete) {
    return switch (onComplete) {
      case "Pause" -> Optional.of("pause");
      case "Abort" -> Optional.of(TAKEN_OUT);
      case null, default -> Optional.empty();
    };
  }

  /** The steps that the operator makes of it. */
  private static List<String> names(BlueGreenStrategy blueGreen) {
    List<String> names = new ArrayList<>(List.of("all pods"));
    String looked = blueGreen.prePromotion();
    if (looked != null && !ZERO.matcher(looked).matches()) {
      names.add("preview " + looked);
    }
    if (blueGreen.approval() != null) {
      names.add("approval");
    }
    return names;
  }

  private static int at(RolloutProgress progress, int size) {
    return progress.promotedAt() != null ? size : Math.min(progress.stepIndex(), size - 1);
  }

  private static String name(CanaryStep step) {
    if (step.setWeight() != null) {
      return step.setWeight() + "%";
    }
    if (step.setCanaryScale() != null) {
      return name(step.setCanaryScale());
    }
    if (step.setMatch() != null) {
      return name(step.setMatch());
    }
    if (step.setMirror() != null) {
      return name(step.setMirror());
    }
    if (step.approval() != null) {
      return "approval";
    }
    String duration = step.pause() == null ? null : step.pause().duration();
    return duration == null ? "pause" : "pause " + duration;
  }

  private static String name(MatchStep match) {
    return Stream.of(
            match.headers().stream().map(header -> "header " + header.name()),
            match.cookies().stream().map(cookie -> "cookie " + cookie.name()),
            match.query().stream().map(query -> "query " + query.name()))
        .flatMap(names -> names)
        .collect(Collectors.joining(" and "));
  }

  private static String name(MirrorStep mirror) {
    Integer percent = mirror.percent();
    if (percent == null) {
      return "copies of 100%";
    }
    return percent == 0 ? "no copies" : "copies of " + percent + "%";
  }

  private static String name(CanaryScale scale) {
    if (scale.percent() != null) {
      return scale.percent() + "% of pods";
    }
    Integer replicas = scale.replicas();
    if (replicas == null) {
      return "pods by weight";
    }
    return replicas == 1 ? "1 pod" : replicas + " pods";
  }

  String text(Ink ink) {
    return IntStream.range(0, names.size())
        .mapToObj(i -> text(i, ink))
        .collect(Collectors.joining(" → "));
  }

  private String text(int step, Ink ink) {
    String name = names.get(step);
    if (at == null || step > at) {
      return name;
    }
    return step < at ? ink.good("✔ " + name) : ink.busy("▶ " + name);
  }
}
