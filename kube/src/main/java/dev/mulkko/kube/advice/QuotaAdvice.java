package dev.mulkko.kube.advice;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Advice about quotas: at 100 % there are as many pods of the canary as of stable. */
final class QuotaAdvice {

  static final String KIND = "ResourceQuota";

  private QuotaAdvice() {}

  /** A quota with scopes may not count these pods: of that nothing is said. */
  static List<String> of(Deployment deployment, List<ResourceQuota> quotas) {
    return quotas.stream()
        .filter(quota -> quota.getSpec() != null && quota.getStatus() != null)
        .filter(quota -> quota.getSpec().getScopes().isEmpty())
        .filter(quota -> quota.getSpec().getScopeSelector() == null)
        .flatMap(quota -> sentence(deployment, quota).stream())
        .toList();
  }

  private record Room(String resource, Quantity used, Quantity hard, int pods) {}

  /** About the resource that ends first. */
  private static Optional<String> sentence(Deployment deployment, ResourceQuota quota) {
    Integer replicas = deployment.getSpec().getReplicas();
    int needed = replicas == null ? 1 : replicas;
    Map<String, Quantity> used = quota.getStatus().getUsed();
    return quota.getStatus().getHard().entrySet().stream()
        .flatMap(
            hard ->
                room(deployment, hard.getKey(), used.get(hard.getKey()), hard.getValue()).stream())
        .filter(room -> room.pods < needed)
        .min(Comparator.comparingInt(Room::pods).thenComparing(Room::resource))
        .map(
            room ->
                "%s %s has room for %d more pods of Deployment %s (%s: %s of %s used), and a rollout needs up to %d: raise its spec.hard"
                    .formatted(
                        KIND,
                        quota.getMetadata().getName(),
                        room.pods,
                        deployment.getMetadata().getName(),
                        room.resource,
                        room.used,
                        room.hard,
                        needed));
  }

  private static Optional<Room> room(
      Deployment deployment, String resource, @Nullable Quantity used, Quantity hard) {
    BigDecimal each = each(deployment, resource);
    if (each.signum() <= 0 || used == null) {
      return Optional.empty();
    }
    BigDecimal left = hard.getNumericalAmount().subtract(used.getNumericalAmount());
    int pods = left.divide(each, RoundingMode.FLOOR).max(BigDecimal.ZERO).intValue();
    return Optional.of(new Room(resource, used, hard, pods));
  }

  /** How much of it one more pod takes; 0 for what pods do not take. */
  private static BigDecimal each(Deployment deployment, String resource) {
    return switch (resource) {
      case "pods", "count/pods" -> BigDecimal.ONE;
      case "cpu", "requests.cpu" -> sum(deployment, QuotaAdvice::requests, "cpu");
      case "memory", "requests.memory" -> sum(deployment, QuotaAdvice::requests, "memory");
      case "limits.cpu" -> sum(deployment, ResourceRequirements::getLimits, "cpu");
      case "limits.memory" -> sum(deployment, ResourceRequirements::getLimits, "memory");
      default -> BigDecimal.ZERO;
    };
  }

  private static BigDecimal sum(
      Deployment deployment,
      Function<ResourceRequirements, @Nullable Map<String, Quantity>> part,
      String resource) {
    return Stream.ofNullable(deployment.getSpec().getTemplate().getSpec())
        .flatMap(pod -> pod.getContainers().stream())
        .map(Container::getResources)
        .flatMap(Stream::ofNullable)
        .map(part)
        .flatMap(Stream::ofNullable)
        .flatMap(amounts -> Stream.ofNullable(amounts.get(resource)))
        .map(Quantity::getNumericalAmount)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** A limit without a request is a request too. */
  private static Map<String, Quantity> requests(ResourceRequirements resources) {
    Map<String, Quantity> requests = resources.getRequests();
    Map<String, Quantity> limits = resources.getLimits();
    Map<String, Quantity> all = new HashMap<>();
    if (limits != null) {
      all.putAll(limits);
    }
    if (requests != null) {
      all.putAll(requests);
    }
    return all;
  }
}
