package dev.mulkko.cli.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mulkko.api.v1beta1.ClusterDeployLock;
import dev.mulkko.api.v1beta1.DeployLock;
import dev.mulkko.api.v1beta1.DeployLockSpec;
import dev.mulkko.api.v1beta1.DeployLockStatus;
import dev.mulkko.cli.terminal.Failure;
import dev.mulkko.cli.terminal.Outcome;
import dev.mulkko.kube.AnyLock;
import dev.mulkko.kube.Names;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.authentication.SelfSubjectReview;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The locks of a cluster, with the rights of the user. */
public record Locking(Cluster cluster) {

  private static final String API = "/apis/mulkko.dev/v1beta1/";
  private static final String STAMP =
      "/apis/admissionregistration.k8s.io/v1/mutatingadmissionpolicies/stamp-lock.mulkko.dev";

  public static Locking of(Cluster cluster) {
    return new Locking(cluster);
  }

  /** Those that could be for this namespace, or all. */
  public List<AnyLock> all(boolean everywhere) {
    String path = everywhere ? "" : "namespaces/" + cluster.namespace() + "/";
    return Stream.concat(
            cluster.list(DeployLock.class, API + path + "deploylocks").stream().map(AnyLock::of),
            cluster.list(ClusterDeployLock.class, API + "clusterdeploylocks").stream()
                .map(AnyLock::of)
                .filter(lock -> everywhere || lock.isIn(cluster.namespace())))
        .toList();
  }

  /** Whether the API server writes who locked; not known by whoever may not see its policies. */
  public boolean stamps() {
    try {
      return cluster.one(JsonNode.class, STAMP).isPresent();
    } catch (KubernetesClientException | Failure e) {
      return false;
    }
  }

  /** What was created, as a sentence. */
  public String create(@Nullable String name, DeployLockSpec spec, boolean ofCluster) {
    HasMetadata created =
        ofCluster
            ? cluster.client().resource(named(new ClusterDeployLock(), name, spec)).create()
            : cluster
                .client()
                .resource(named(new DeployLock(), name, spec))
                .inNamespace(cluster.namespace())
                .create();
    return "%s %s holds%s"
        .formatted(
            created.getKind(),
            created.getMetadata().getName(),
            spec.until() == null
                ? " until `kubectl mulkko unlock --lock %s%s`"
                    .formatted(created.getMetadata().getName(), ofCluster ? " --cluster" : "")
                : " until " + spec.until());
  }

  private <T extends CustomResource<DeployLockSpec, DeployLockStatus>> T named(
      T lock, @Nullable String name, DeployLockSpec spec) {
    lock.setMetadata(
        new ObjectMetaBuilder()
            .withName(name)
            .withGenerateName(name == null ? "lock-" : null)
            .addToAnnotations(Names.LOCKED_BY, user())
            .build());
    lock.setSpec(spec);
    return lock;
  }

  /** As the API server knows who asks: where nobody stamps it, a lie is refused all the same. */
  private String user() {
    SelfSubjectReview asked = new SelfSubjectReview();
    asked.setMetadata(new ObjectMetaBuilder().build());
    return cluster.client().resource(asked).create().getStatus().getUserInfo().getUsername();
  }

  /** What was deleted, as a sentence. */
  public String delete(String name, boolean ofCluster) {
    Resource<? extends HasMetadata> lock =
        ofCluster
            ? cluster.client().resources(ClusterDeployLock.class).withName(name)
            : cluster
                .client()
                .resources(DeployLock.class)
                .inNamespace(cluster.namespace())
                .withName(name);
    String words = (ofCluster ? "ClusterDeployLock " : "DeployLock ") + name;
    if (lock.delete().isEmpty()) {
      throw new Failure(
          Outcome.NO, words + " does not exist: `kubectl mulkko locks -A` lists those there are");
    }
    return words + " is deleted";
  }
}
