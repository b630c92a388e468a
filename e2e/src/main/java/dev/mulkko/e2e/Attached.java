package dev.mulkko.e2e;

import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.api.v1beta1.RolloutStatus;
import dev.mulkko.kube.Names;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A Deployment and the Rollout of the same name that is attached to it. */
public record Attached(Lab lab, String namespace, String name) {

  /**
   * At rest with a version that carries the traffic, and the Deployment its own again. Whoever
   * looks right after a release finds it as it was before, so what tells is the revision that is
   * stable, not the template that is asked for.
   */
  public boolean promoted(String version) {
    Rollout rollout = rollout();
    if (!isDone(rollout, "Healthy")) {
      return false;
    }
    String image = "shop:" + version;
    Deployment deployment = deployment();
    return image.equals(imageOf(rollout.getStatus().stable()))
        && image.equals(image(deployment.getSpec().getTemplate()))
        && isAsAtRest(deployment);
  }

  /** At rest with this version, whatever the Deployment's template asks for. */
  public boolean runs(String version) {
    Rollout rollout = rollout();
    return (isDone(rollout, "Healthy") || isDone(rollout, "RolledBack"))
        && ("shop:" + version).equals(imageOf(rollout.getStatus().stable()));
  }

  /** Refused, and nothing of it is left but the template, which is held. */
  public boolean rolledBack() {
    return isDone(rollout(), "RolledBack")
        && Boolean.TRUE.equals(deployment().getSpec().getPaused());
  }

  private static boolean isDone(Rollout rollout, String phase) {
    RolloutStatus status = rollout.getStatus();
    return status != null
        && phase.equals(status.phase())
        && status.rollout() == null
        && rollout.getMetadata().getFinalizers().isEmpty();
  }

  /** Whether the operator has nothing left to do to the Deployment. */
  public boolean isAsAtRest() {
    return isAsAtRest(deployment());
  }

  private boolean isAsAtRest(Deployment deployment) {
    return Objects.equals(deployment.getSpec().getPaused(), lab.pausedAtRest());
  }

  private @Nullable String imageOf(@Nullable String revision) {
    if (revision == null) {
      return null;
    }
    ReplicaSet replicaSet =
        lab.client()
            .apps()
            .replicaSets()
            .inNamespace(namespace)
            .withName(Names.replicaSet(name, revision))
            .get();
    return replicaSet == null ? null : image(replicaSet.getSpec().getTemplate());
  }

  static String image(PodTemplateSpec template) {
    return template.getSpec().getContainers().getFirst().getImage();
  }

  public Deployment deployment() {
    return lab.client().apps().deployments().inNamespace(namespace).withName(name).get();
  }

  public Rollout rollout() {
    return lab.client().resources(Rollout.class).inNamespace(namespace).withName(name).get();
  }
}
