package dev.mulkko.kube.read;

import dev.mulkko.engine.plan.Observation;
import dev.mulkko.engine.plan.Observation.Workload;
import dev.mulkko.kube.Names;
import dev.mulkko.kube.Ownership;
import dev.mulkko.kube.Snapshot;
import dev.mulkko.kube.Templates;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.ReplicaSetStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The Deployment and its ReplicaSets. */
final class Workloads {

  private Workloads() {}

  static Workload workload(Deployment deployment) {
    Optional<DeploymentStatus> status = Optional.ofNullable(deployment.getStatus());
    Map<String, String> annotations = deployment.getMetadata().getAnnotations();
    return new Workload(
        deployment.getMetadata().getUid(),
        deployment.getMetadata().getGeneration(),
        status.map(DeploymentStatus::getObservedGeneration).orElse(0L),
        or(deployment.getSpec().getReplicas(), 1),
        or(status.map(DeploymentStatus::getReplicas).orElse(null), 0),
        or(status.map(DeploymentStatus::getUpdatedReplicas).orElse(null), 0),
        or(status.map(DeploymentStatus::getAvailableReplicas).orElse(null), 0),
        Boolean.TRUE.equals(deployment.getSpec().getPaused()),
        annotations.get(Names.HELD_BY),
        annotations.get(Names.CHANGED_BY),
        Templates.of(deployment.getSpec().getTemplate()));
  }

  /** Those that the Deployment owns, and those that this Rollout parked. */
  static List<Observation.ReplicaSet> replicaSets(Snapshot snapshot) {
    Deployment deployment = snapshot.deployment();
    return deployment == null
        ? List.of()
        : snapshot.replicaSets().stream()
            .filter(rs -> !Ownership.revision(rs).isEmpty())
            .filter(rs -> Ownership.owns(deployment, rs) || Ownership.parked(snapshot.name(), rs))
            .map(rs -> replicaSet(deployment, rs))
            .toList();
  }

  private static Observation.ReplicaSet replicaSet(Deployment deployment, ReplicaSet rs) {
    Optional<ReplicaSetStatus> status = Optional.ofNullable(rs.getStatus());
    return new Observation.ReplicaSet(
        rs.getMetadata().getName(),
        Ownership.revision(rs),
        Templates.of(rs.getSpec().getTemplate()),
        Ownership.number(rs),
        Ownership.owns(deployment, rs),
        or(rs.getSpec().getReplicas(), 1),
        or(status.map(ReplicaSetStatus::getReplicas).orElse(null), 0),
        or(status.map(ReplicaSetStatus::getReadyReplicas).orElse(null), 0));
  }

  /** What the API server leaves out, and what it then means. */
  private static int or(@Nullable Integer value, int absent) {
    return value == null ? absent : value;
  }
}
