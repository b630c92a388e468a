package dev.mulkko.kube.advice;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Advice about budgets. They count stable and canary together, which only does harm to one that
 * says how many pods must stay: those may all be of the canary.
 */
final class BudgetAdvice {

  static final String KIND = "PodDisruptionBudget";

  private BudgetAdvice() {}

  static List<String> of(Deployment deployment, List<PodDisruptionBudget> budgets) {
    return budgets.stream()
        .filter(budget -> budget.getSpec().getMinAvailable() != null)
        .filter(budget -> selects(budget.getSpec().getSelector(), labels(deployment)))
        .map(budget -> sentence(budget, budget.getSpec().getMinAvailable()))
        .toList();
  }

  private static String sentence(PodDisruptionBudget budget, IntOrString kept) {
    return "%s %s counts the pods of stable and canary together: while a rollout goes on, a drain may take stable below its spec.minAvailable (%s); write spec.maxUnavailable instead"
        .formatted(KIND, budget.getMetadata().getName(), kept.getValue());
  }

  private static Map<String, String> labels(Deployment deployment) {
    ObjectMeta meta = deployment.getSpec().getTemplate().getMetadata();
    return meta == null || meta.getLabels() == null ? Map.of() : meta.getLabels();
  }

  /** An empty selector selects all pods of the namespace, none at all selects no pod. */
  private static boolean selects(@Nullable LabelSelector selector, Map<String, String> labels) {
    if (selector == null) {
      return false;
    }
    Map<String, String> asked = selector.getMatchLabels();
    return (asked == null || labels.entrySet().containsAll(asked.entrySet()))
        && selector.getMatchExpressions().stream().allMatch(one -> holds(one, labels));
  }

  private static boolean holds(LabelSelectorRequirement asked, Map<String, String> labels) {
    String value = labels.get(asked.getKey());
    return switch (asked.getOperator()) {
      case "In" -> asked.getValues().contains(value);
      case "NotIn" -> !asked.getValues().contains(value);
      case "Exists" -> value != null;
      case "DoesNotExist" -> value == null;
      default -> false;
    };
  }
}
