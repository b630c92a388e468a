package dev.mulkko.cli.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.mulkko.api.v1beta1.CanaryStep;
import dev.mulkko.api.v1beta1.CanaryStrategy;
import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.api.v1beta1.RolloutProgress;
import dev.mulkko.cli.terminal.Ink;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The steps of a strategy as a strip, with the place that the rollout has reached.
 *
 * @param at index of the present one, one more than the last when all are done; null at rest
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Steps(List<String> names, @Nullable Integer at) {

  public Steps {
    names = List.copyOf(names);
  }

  static Steps of(Rollout rollout) {
    CanaryStrategy canary = rollout.getSpec().strategy().canary();
    List<String> names = new ArrayList<>();
    if (canary != null) {
      canary.steps().stream().map(Steps::name).forEach(names::add);
      if (names.isEmpty() || !names.getLast().equals("100%")) {
        names.add("100%");
      }
    }
    RolloutProgress progress = rollout.getStatus() == null ? null : rollout.getStatus().rollout();
    return new Steps(names, progress == null ? null : at(progress, names.size()));
  }

  private static int at(RolloutProgress progress, int size) {
    return progress.promotedAt() != null ? size : Math.min(progress.stepIndex(), size - 1);
  }

  private static String name(CanaryStep step) {
    if (step.setWeight() != null) {
      return step.setWeight() + "%";
    }
    String duration = step.pause() == null ? null : step.pause().duration();
    return step.pause() == null ? "step" : duration == null ? "pause" : "pause " + duration;
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
