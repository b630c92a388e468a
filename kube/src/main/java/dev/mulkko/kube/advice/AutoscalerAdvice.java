package dev.mulkko.kube.advice;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.CrossVersionObjectReference;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.autoscaling.v2.MetricSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Advice about autoscalers: what they count, and what they do not see. */
final class AutoscalerAdvice {

  static final String HORIZONTAL = "HorizontalPodAutoscaler";
  static final String VERTICAL = "VerticalPodAutoscaler";

  private AutoscalerAdvice() {}

  static List<String> of(Deployment deployment, Surroundings surroundings) {
    String workload = deployment.getMetadata().getName();
    Stream<String> horizontal =
        surroundings.autoscalers().stream()
            .filter(hpa -> scales(hpa, workload))
            .flatMap(hpa -> horizontal(hpa).stream());
    Stream<String> vertical =
        surroundings.verticalAutoscalers().stream()
            .filter(vpa -> scales(vpa, workload))
            .map(vpa -> vertical(vpa.getMetadata().getName(), workload));
    return Stream.concat(horizontal, vertical).toList();
  }

  private static boolean scales(HorizontalPodAutoscaler hpa, String workload) {
    CrossVersionObjectReference target = hpa.getSpec().getScaleTargetRef();
    return "Deployment".equals(target.getKind()) && workload.equals(target.getName());
  }

  /** What pods use in sum does not fall when there are more of them, so it asks for ever more. */
  private static Optional<String> horizontal(HorizontalPodAutoscaler hpa) {
    return hpa.getSpec().getMetrics().stream()
        .flatMap(metric -> Stream.ofNullable(counted(metric)))
        .findFirst()
        .map(
            what ->
                "%s %s scales by %s and counts the pods of a canary too, so it may add pods for the length of a rollout: scale by cpu in spec.metrics, or keep spec.maxReplicas (%d) as low as you can afford"
                    .formatted(
                        HORIZONTAL,
                        hpa.getMetadata().getName(),
                        what,
                        hpa.getSpec().getMaxReplicas()));
  }

  private static @Nullable String counted(MetricSpec metric) {
    return switch (metric.getType()) {
      case "Resource" -> memory(metric.getResource().getName());
      case "ContainerResource" -> memory(metric.getContainerResource().getName());
      case "Pods" -> "the pods' own metric " + metric.getPods().getMetric().getName();
      default -> null;
    };
  }

  private static @Nullable String memory(String resource) {
    return resource.equals("memory") ? "memory" : null;
  }

  private static boolean scales(GenericKubernetesResource vpa, String workload) {
    Map<String, Object> target = vpa.get("spec", "targetRef");
    String mode = vpa.get("spec", "updatePolicy", "updateMode");
    return target != null
        && "Deployment".equals(target.get("kind"))
        && workload.equals(target.get("name"))
        && !"Off".equals(mode);
  }

  private static String vertical(String name, String workload) {
    return "%s %s does not see the pods of a canary, which have the requests of the template: keep spec.template.spec.containers[].resources of Deployment %s near to what it recommends, or set its spec.updatePolicy.updateMode to Off"
        .formatted(VERTICAL, name, workload);
  }
}
