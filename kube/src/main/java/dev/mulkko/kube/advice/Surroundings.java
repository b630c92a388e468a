package dev.mulkko.kube.advice;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.List;

/**
 * What else in a namespace acts on pods.
 *
 * @param verticalAutoscalers empty too when the cluster does not know them
 */
public record Surroundings(
    List<HorizontalPodAutoscaler> autoscalers,
    List<GenericKubernetesResource> verticalAutoscalers,
    List<PodDisruptionBudget> budgets,
    List<ResourceQuota> quotas) {

  public Surroundings {
    autoscalers = List.copyOf(autoscalers);
    verticalAutoscalers = List.copyOf(verticalAutoscalers);
    budgets = List.copyOf(budgets);
    quotas = List.copyOf(quotas);
  }
}
