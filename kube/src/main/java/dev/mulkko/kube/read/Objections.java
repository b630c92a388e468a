package dev.mulkko.kube.read;

import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.kube.Names;
import dev.mulkko.kube.Snapshot;
import dev.mulkko.kube.route.HttpRoute;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Why a Rollout must not be attached, each as a sentence that says what to change. */
final class Objections {

  /** Of 58 letters that a pod has of its ReplicaSet's name, this leaves five to the revision. */
  private static final int NAME_LENGTH = 52;

  private Objections() {}

  static List<String> of(Snapshot snapshot) {
    List<String> found = new ArrayList<>();
    neighbour(snapshot, found);
    Deployment deployment = snapshot.deployment();
    Service service = snapshot.service();
    if (deployment != null) {
      workload(deployment, found);
    }
    if (service != null) {
      service(service, deployment, found);
    }
    HttpRoute.of(snapshot).ifPresent(route -> found.addAll(route.objections()));
    return found;
  }

  /** The older Rollout keeps what two of them claim. */
  private static void neighbour(Snapshot snapshot, List<String> found) {
    Rollout mine = snapshot.rollout();
    snapshot.neighbours().stream()
        .filter(other -> AGE.compare(other, mine) < 0)
        .filter(other -> other.getSpec() != null)
        .forEach(other -> clash(mine, other, found));
  }

  private static final Comparator<Rollout> AGE =
      Comparator.<Rollout, String>comparing(r -> r.getMetadata().getCreationTimestamp())
          .thenComparing(r -> r.getMetadata().getName());

  private static void clash(Rollout mine, Rollout other, List<String> found) {
    String name = other.getMetadata().getName();
    if (mine.getSpec().workloadRef().name().equals(other.getSpec().workloadRef().name())) {
      found.add(
          "Rollout %s has Deployment %s already: delete one of the two"
              .formatted(name, mine.getSpec().workloadRef().name()));
    }
    String service = serviceOf(mine);
    if (service != null && service.equals(serviceOf(other))) {
      found.add(
          "Rollout %s has Service %s already: give each Deployment a Service of its own"
              .formatted(name, service));
    }
  }

  private static @Nullable String serviceOf(Rollout rollout) {
    return rollout.getSpec().traffic() == null ? null : rollout.getSpec().traffic().service();
  }

  private static void workload(Deployment deployment, List<String> found) {
    String name = deployment.getMetadata().getName();
    if (name.length() > NAME_LENGTH) {
      found.add(
          "Deployment %s has a name of %d characters, so that the names of its pods do not tell their revision: give it one of at most %d"
              .formatted(name, name.length(), NAME_LENGTH));
    }
    Integer history = deployment.getSpec().getRevisionHistoryLimit();
    if (history != null && history == 0) {
      found.add(
          "Deployment %s has revisionHistoryLimit 0: its controller would delete a revision that is scaled to 0; set at least 1"
              .formatted(name));
    }
    if (deployment.getSpec().getStrategy() != null
        && "Recreate".equals(deployment.getSpec().getStrategy().getType())) {
      found.add(
          "Deployment %s has strategy Recreate, but a canary runs two versions at once: set strategy.type to RollingUpdate"
              .formatted(name));
    }
  }

  private static void service(
      Service service, @Nullable Deployment deployment, List<String> found) {
    String name = service.getMetadata().getName();
    Map<String, String> selector = service.getSpec().getSelector();
    if ("ExternalName".equals(service.getSpec().getType())) {
      found.add(
          "Service %s is of type ExternalName: name the Service that selects the pods"
              .formatted(name));
    } else if (selector == null || selector.isEmpty()) {
      found.add(
          "Service %s has no selector: name a Service that selects the pods of the Deployment"
              .formatted(name));
    } else if (deployment != null) {
      outside(selector, deployment)
          .forEach(
              label ->
                  found.add(
                      "Service %s selects by %s, which is not in the selector of Deployment %s: remove it there"
                          .formatted(name, label, deployment.getMetadata().getName())));
    }
    if (Boolean.TRUE.equals(service.getSpec().getPublishNotReadyAddresses())) {
      found.add(
          "Service %s has publishNotReadyAddresses: a canary that is not ready would get traffic; set it to false"
              .formatted(name));
    }
  }

  private static List<String> outside(Map<String, String> selector, Deployment deployment) {
    Map<String, String> own = deployment.getSpec().getSelector().getMatchLabels();
    return selector.entrySet().stream()
        .filter(label -> !label.getKey().equals(Names.HASH))
        .filter(label -> own == null || !label.getValue().equals(own.get(label.getKey())))
        .map(label -> label.getKey() + "=" + label.getValue())
        .sorted()
        .toList();
  }
}
