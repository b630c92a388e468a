package dev.mulkko.kube.lock;

import dev.mulkko.api.v1beta1.DeployLockStatus;
import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.api.v1beta1.RolloutStatus;
import dev.mulkko.engine.plan.Plan.Phase;
import dev.mulkko.kube.AnyLock;
import dev.mulkko.kube.Json;
import dev.mulkko.kube.PatchDocument;
import dev.mulkko.kube.Request;
import dev.mulkko.kube.Request.Kind;
import dev.mulkko.kube.Request.Patch;
import dev.mulkko.kube.Request.Target;
import dev.mulkko.kube.Sentences;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a lock stands, as its status says it. */
public final class LockReport {

  private static final int MOST = 200;

  private LockReport() {}

  /** The write of a status that says something else than the present one. */
  public static Optional<Request> due(AnyLock lock, List<Rollout> rollouts, Instant now) {
    DeployLockStatus status = of(lock, rollouts, now);
    return status.equals(lock.status())
        ? Optional.empty()
        : Optional.of(
            new Patch(
                new Target(
                    lock.ofCluster() ? Kind.ClusterDeployLock : Kind.DeployLock,
                    Objects.requireNonNullElse(lock.metadata().getNamespace(), ""),
                    lock.metadata().getName()),
                PatchDocument.guarded(Json.tree(lock.object())).add("/status", status).toJson(),
                true));
  }

  static DeployLockStatus of(AnyLock lock, List<Rollout> rollouts, Instant now) {
    Standing standing = Standing.of(lock.spec(), now);
    boolean rejects =
        standing.state().holds() && !standing.auto() && "Reject".equals(lock.spec().enforce());
    String wrong = standing.wrong();
    return new DeployLockStatus(
        lock.metadata().getGeneration(),
        standing.state().name(),
        standing.change().orElse(null),
        wrong == null ? null : Sentences.capped(wrong),
        rejects ? rejected(lock, rollouts) : List.of());
  }

  /** At rest with its own template: whatever else it has, a template that is set back ends it. */
  private static List<String> rejected(AnyLock lock, List<Rollout> rollouts) {
    return rollouts.stream()
        .filter(lock::isFor)
        .filter(rollout -> isAtRest(rollout.getStatus()))
        .map(r -> r.getMetadata().getNamespace() + "/" + r.getSpec().workloadRef().name())
        .sorted()
        .limit(MOST)
        .toList();
  }

  private static boolean isAtRest(@Nullable RolloutStatus status) {
    return status != null
        && status.rollout() == null
        && Phase.Healthy.name().equals(status.phase());
  }
}
