package dev.mulkko.kube;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Optional;

/** One write, ready to be sent. */
public sealed interface Request {

  /** Creates the object; that it exists already means that an earlier pass did so. */
  record Create(HasMetadata object) implements Request {}

  /**
   * Sends a JSON Patch.
   *
   * @param json guarded by the resourceVersion of the object it was decided on
   * @param status whether it goes to the status subresource
   * @param onlyIf what it takes for granted of another object
   */
  record Patch(Target target, String json, boolean status, Optional<Precondition> onlyIf)
      implements Request {

    public Patch(Target target, String json, boolean status) {
      this(target, json, status, Optional.empty());
    }
  }

  /**
   * What was decided on one object, when another is written. No resourceVersion guards that: it is
   * read once more just before the write.
   */
  sealed interface Precondition {

    /** The object that is read. */
    Target target();

    /**
     * It is the same Deployment.
     *
     * @param paused whether it must be paused; it need not be when it was not at the decision
     */
    record Same(Target target, String uid, boolean paused) implements Precondition {}

    /** Nobody has written it since. */
    record Unchanged(Target target, String resourceVersion) implements Precondition {}
  }

  /** Deletes the object if it is still the one that was read. */
  record Delete(Target target, String uid, String resourceVersion) implements Request {}

  /** Where a write goes; the namespace of what is of the cluster is empty. */
  record Target(Kind kind, String namespace, String name) {}

  /** The kinds that are ever written. */
  enum Kind {
    Rollout("mulkko.dev", "v1beta1", "rollouts"),
    RolloutAction("mulkko.dev", "v1beta1", "rolloutactions"),
    DeploymentRecord("mulkko.dev", "v1beta1", "deploymentrecords"),
    DeployLock("mulkko.dev", "v1beta1", "deploylocks"),
    ClusterDeployLock("mulkko.dev", "v1beta1", "clusterdeploylocks"),
    Deployment("apps", "v1", "deployments"),
    ReplicaSet("apps", "v1", "replicasets"),
    Service("", "v1", "services"),
    HTTPRoute("gateway.networking.k8s.io", "v1", "httproutes"),
    GRPCRoute("gateway.networking.k8s.io", "v1", "grpcroutes"),
    IngressRoute("traefik.io", "v1alpha1", "ingressroutes"),
    TraefikService("traefik.io", "v1alpha1", "traefikservices"),
    Ingress("networking.k8s.io", "v1", "ingresses"),
    Lease("coordination.k8s.io", "v1", "leases");

    private final String group;
    private final String version;
    private final String plural;

    Kind(String group, String version, String plural) {
      this.group = group;
      this.version = version;
      this.plural = plural;
    }

    public String group() {
      return group;
    }

    public String version() {
      return version;
    }

    public String plural() {
      return plural;
    }
  }
}
