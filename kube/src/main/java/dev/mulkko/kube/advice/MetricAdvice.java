package dev.mulkko.kube.advice;

import dev.mulkko.engine.model.Ask;
import dev.mulkko.engine.model.Metric;
import dev.mulkko.engine.model.Spec;
import dev.mulkko.engine.model.Template.Container;
import dev.mulkko.kube.Sentences;
import dev.mulkko.kube.Templates;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Metrics that will have no number, said before a rollout waits for one. */
public final class MetricAdvice {

  private MetricAdvice() {}

  /** Of a spec that was read where the MetricProviders are known. */
  public static List<String> of(Deployment deployment, Spec spec) {
    List<Container> containers = Templates.of(deployment.getSpec().getTemplate()).containers();
    return spec.analysis().metrics().stream()
        .flatMap(metric -> of(metric, containers).stream())
        .map(sentence -> Sentences.capped(sentence, Advice.BYTES))
        .toList();
  }

  private static Optional<String> of(Metric metric, List<Container> containers) {
    return switch (metric.ask()) {
      case Ask.Query _ -> Optional.empty();
      case Ask.Nothing(String why) ->
          Optional.of(
              "spec.analysis.metrics: %s will hold every step: %s".formatted(metric.name(), why));
      case Ask.Share(Ask.Resource resource) ->
          limits(resource, containers).anyMatch(limit -> limit > 0)
              ? Optional.empty()
              : Optional.of(
                  "spec.analysis.pods.%s will hold every step: no container has such a limit: give one in resources.limits, or leave it out"
                      .formatted(metric.name()));
    };
  }

  private static Stream<Double> limits(Ask.Resource resource, List<Container> containers) {
    return containers.stream()
        .map(
            container ->
                switch (resource) {
                  case Memory -> container.memory();
                  case Cpu -> container.cpu();
                });
  }
}
