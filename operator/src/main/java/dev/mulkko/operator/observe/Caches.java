package dev.mulkko.operator.observe;

import dev.mulkko.api.v1beta1.DeploymentRecord;
import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.api.v1beta1.RolloutAction;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The watched objects. They may be older than the server's, never half of an object. */
public interface Caches extends Deliveries, Watched {

  Optional<Deployment> deployment(String namespace, String name);

  /** Those that name this Deployment as an owner, as its controller or not. */
  List<ReplicaSet> replicaSets(String namespace, String deployment);

  Optional<Service> service(String namespace, String name);

  /** The revision Services of a Rollout. */
  List<Service> backends(String namespace, String rollout);

  List<EndpointSlice> endpointSlices(String namespace, String service);

  /** Empty too when the cluster does not know the kind. */
  Optional<GenericKubernetesResource> route(String kind, String namespace, String name);

  /** Kinds of route that the cluster knows, but that this process may not follow. */
  Set<String> forbiddenRoutes();

  /** Those of all kinds in which a Rollout has written and that have not been given back. */
  List<GenericKubernetesResource> writtenRoutes(String namespace, String rollout);

  /** Those that are canaries of others, whoever made them. */
  List<GenericKubernetesResource> canaryIngresses(String namespace);

  List<RolloutAction> actions(String namespace, String rollout);

  List<Rollout> rollouts(String namespace);

  @Override
  List<Rollout> allRollouts();

  /**
   * The records of a Rollout, and of older ones of its name. Of those that are closed only what is
   * needed for the next ones; empty when the cluster does not know the kind.
   */
  Optional<List<DeploymentRecord>> records(String namespace, String rollout);

  /** Those whose selector a parked ReplicaSet could match. */
  List<Deployment> wideDeployments(String namespace);
}
