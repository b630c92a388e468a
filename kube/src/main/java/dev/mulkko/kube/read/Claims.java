package dev.mulkko.kube.read;

import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.kube.Snapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Two Rollouts that want the same Deployment or Service. One that is attached keeps it; before that
 * the older one has it, and of two of the same second the one whose name comes first.
 */
final class Claims {

  private static final Comparator<Rollout> FIRST =
      Comparator.<Rollout, Boolean>comparing(r -> !attached(r))
          .thenComparing(r -> r.getMetadata().getCreationTimestamp())
          .thenComparing(r -> r.getMetadata().getName());

  private Claims() {}

  /** A sentence for each thing that another Rollout has. */
  static List<String> lost(Snapshot snapshot) {
    Rollout mine = snapshot.rollout();
    return snapshot.neighbours().stream()
        .filter(other -> other.getSpec() != null)
        .filter(other -> FIRST.compare(other, mine) < 0)
        .flatMap(other -> lost(mine, other).stream())
        .toList();
  }

  private static boolean attached(Rollout rollout) {
    return rollout.getStatus() != null && rollout.getStatus().stable() != null;
  }

  private static List<String> lost(Rollout mine, Rollout other) {
    List<String> lost = new ArrayList<>();
    String name = other.getMetadata().getName();
    String workload = mine.getSpec().workloadRef().name();
    if (workload.equals(other.getSpec().workloadRef().name())) {
      lost.add(
          "spec.workloadRef.name is %s, which Rollout %s has already: name another Deployment, or delete one of the two Rollouts"
              .formatted(workload, name));
    }
    String service = service(mine);
    if (service != null && service.equals(service(other))) {
      lost.add(
          "spec.traffic.service is %s, which Rollout %s has already: give each Deployment a Service of its own"
              .formatted(service, name));
    }
    return lost;
  }

  private static @Nullable String service(Rollout rollout) {
    return rollout.getSpec().traffic() == null ? null : rollout.getSpec().traffic().service();
  }
}
