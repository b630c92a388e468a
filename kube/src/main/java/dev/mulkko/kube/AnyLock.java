package dev.mulkko.kube;

import dev.mulkko.api.v1beta1.ClusterDeployLock;
import dev.mulkko.api.v1beta1.DeployLock;
import dev.mulkko.api.v1beta1.DeployLockSpec;
import dev.mulkko.api.v1beta1.DeployLockStatus;
import dev.mulkko.api.v1beta1.LockSelector;
import dev.mulkko.api.v1beta1.Rollout;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A DeployLock or a ClusterDeployLock.
 *
 * @param object as it was read
 * @param status null when nobody has written one yet
 */
public record AnyLock(HasMetadata object, DeployLockSpec spec, @Nullable DeployLockStatus status) {

  public static AnyLock of(DeployLock lock) {
    return new AnyLock(lock, lock.getSpec(), lock.getStatus());
  }

  public static AnyLock of(ClusterDeployLock lock) {
    return new AnyLock(lock, lock.getSpec(), lock.getStatus());
  }

  public ObjectMeta metadata() {
    return object.getMetadata();
  }

  public boolean ofCluster() {
    return object instanceof ClusterDeployLock;
  }

  /** As people call it, for example {@code DeployLock freeze}. */
  public String words() {
    return (ofCluster() ? "ClusterDeployLock " : "DeployLock ") + metadata().getName();
  }

  /** Who created it, as it says; null when it does not. */
  public @Nullable String owner() {
    Map<String, String> annotations = metadata().getAnnotations();
    return annotations == null ? null : annotations.get(Names.LOCKED_BY);
  }

  public Instant created() {
    return Optional.ofNullable(metadata().getCreationTimestamp())
        .map(Instant::parse)
        .orElse(Instant.EPOCH);
  }

  /** Whether it is for this Rollout. */
  public boolean isFor(Rollout rollout) {
    ObjectMeta other = rollout.getMetadata();
    return isIn(other.getNamespace()) && selects(spec().selector(), other);
  }

  /** Whether it can be for a Rollout of this namespace. */
  public boolean isIn(String namespace) {
    List<String> named = spec().namespaces();
    return ofCluster()
        ? named.isEmpty() || named.contains(namespace)
        : namespace.equals(metadata().getNamespace());
  }

  private static boolean selects(@Nullable LockSelector selector, ObjectMeta rollout) {
    if (selector == null) {
      return true;
    }
    Map<String, String> labels = Optional.ofNullable(rollout.getLabels()).orElse(Map.of());
    return (selector.names().isEmpty() || selector.names().contains(rollout.getName()))
        && labels.entrySet().containsAll(selector.matchLabels().entrySet());
  }
}
