package dev.mulkko.engine.plan.gate;

import dev.mulkko.engine.model.Ask.Resource;
import dev.mulkko.engine.model.Template.Container;
import dev.mulkko.engine.model.Wording;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How much of their limits the containers of a version use, by what the kubelets tell Prometheus.
 * The limits are those of the template, so that nobody else needs to tell them.
 */
public final class OfLimits {

  private OfLimits() {}

  /**
   * The median of the pods, each by its fullest container: one pod alone may hold more than others.
   *
   * @param pods a regular expression
   */
  public static Wording of(
      Resource resource, List<Container> containers, String namespace, String pods) {
    String each =
        containers.stream()
            .filter(container -> limit(resource, container) > 0)
            .map(container -> used(resource, container, namespace, pods))
            .collect(Collectors.joining(" or "));
    return each.isEmpty()
        ? new Wording.Unasked(
            "no container of the template has a limit of %s: give one, or leave spec.analysis.pods.%s out"
                .formatted(word(resource), word(resource)))
        : new Wording.Promql("", "quantile(0.5, max by (pod) (%s))".formatted(each), null);
  }

  /** No rate over the window: of a pod that is younger than the window it would say too little. */
  private static String used(
      Resource resource, Container container, String namespace, String pods) {
    String series =
        "{namespace=\"%s\", pod=~\"%s\", container=\"%s\"}"
            .formatted(namespace, pods, container.name());
    String limit =
        BigDecimal.valueOf(limit(resource, container)).stripTrailingZeros().toPlainString();
    return switch (resource) {
      case Memory -> "container_memory_working_set_bytes%s / %s".formatted(series, limit);
      case Cpu -> "irate(container_cpu_usage_seconds_total%s[2m]) / %s".formatted(series, limit);
    };
  }

  private static double limit(Resource resource, Container container) {
    return switch (resource) {
      case Memory -> container.memory();
      case Cpu -> container.cpu();
    };
  }

  private static String word(Resource resource) {
    return switch (resource) {
      case Memory -> "memory";
      case Cpu -> "cpu";
    };
  }
}
