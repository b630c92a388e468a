package dev.mulkko.kube.read;

import dev.mulkko.kube.Names;
import dev.mulkko.kube.Snapshot;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Why a Service cannot be narrowed to one revision of a Deployment and back. */
final class ServiceObjections {

  /** More names than that help nobody. */
  private static final int NAMED = 3;

  private ServiceObjections() {}

  static List<String> of(Snapshot snapshot, Service service) {
    List<String> found = new ArrayList<>();
    String name = service.getMetadata().getName();
    Deployment deployment = snapshot.deployment();
    Map<String, String> selector = service.getSpec().getSelector();
    if ("ExternalName".equals(service.getSpec().getType())) {
      found.add(
          "Service %s has spec.type ExternalName: name in spec.traffic.service the Service that selects the pods"
              .formatted(name));
    } else if (selector == null || selector.isEmpty()) {
      found.add(
          "Service %s has no spec.selector: name in spec.traffic.service a Service that selects the pods of the Deployment"
              .formatted(name));
    } else if (deployment != null) {
      found.addAll(outside(name, selector, deployment));
      strangers(Endpoints.of(snapshot).strangers(name), name, deployment, found);
    }
    if (Boolean.TRUE.equals(service.getSpec().getPublishNotReadyAddresses())) {
      found.add(
          "Service %s has spec.publishNotReadyAddresses true: a canary that is not ready would get traffic; set it to false"
              .formatted(name));
    }
    return found;
  }

  private static List<String> outside(
      String service, Map<String, String> selector, Deployment deployment) {
    Map<String, String> own = deployment.getSpec().getSelector().getMatchLabels();
    return selector.entrySet().stream()
        .filter(label -> !label.getKey().equals(Names.HASH))
        .filter(label -> !label.getValue().equals(value(own, label.getKey())))
        .map(label -> label.getKey() + "=" + label.getValue())
        .sorted()
        .map(
            label ->
                "spec.selector of Service %s has %s, which spec.selector.matchLabels of Deployment %s has not: remove it from the Service"
                    .formatted(service, label, deployment.getMetadata().getName()))
        .toList();
  }

  private static @Nullable String value(@Nullable Map<String, String> labels, String key) {
    return labels == null ? null : labels.get(key);
  }

  /** Narrowed to a revision, the Service would lose them. */
  private static void strangers(
      List<String> pods, String service, Deployment deployment, List<String> found) {
    if (!pods.isEmpty()) {
      String more = pods.size() > NAMED ? " and %d more".formatted(pods.size() - NAMED) : "";
      found.add(
          "spec.selector of Service %s also selects pods that are not of Deployment %s, and a rollout would cut them off (%s%s): give the pods of the Deployment a label that no others have, and let spec.selector ask for it"
              .formatted(
                  service,
                  deployment.getMetadata().getName(),
                  String.join(", ", pods.subList(0, Math.min(NAMED, pods.size()))),
                  more));
    }
  }
}
