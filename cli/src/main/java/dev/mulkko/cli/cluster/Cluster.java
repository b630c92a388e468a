package dev.mulkko.cli.cluster;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.api.v1beta1.RolloutAction;
import dev.mulkko.cli.terminal.Failure;
import dev.mulkko.cli.terminal.Outcome;
import io.fabric8.kubernetes.api.model.APIGroup;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A namespace of a cluster, with the rights of the user. All that this program writes is here. */
public record Cluster(KubernetesClient client, String namespace) implements AutoCloseable {

  static Cluster at(Config config, String namespace) {
    // Every type that is read is named: to search the class path for others takes long.
    KubernetesSerialization types = new KubernetesSerialization(new ObjectMapper(), false);
    return new Cluster(
        new KubernetesClientBuilder().withConfig(config).withKubernetesSerialization(types).build(),
        namespace);
  }

  public List<Rollout> rollouts(boolean everywhere) {
    return everywhere
        ? client.resources(Rollout.class).inAnyNamespace().list().getItems()
        : client.resources(Rollout.class).inNamespace(namespace).list().getItems();
  }

  public Optional<Rollout> find(String name) {
    return Optional.ofNullable(
        client.resources(Rollout.class).inNamespace(namespace).withName(name).get());
  }

  public Rollout rollout(String name) {
    return find(name).orElseThrow(() -> missing(name));
  }

  /** To list them also finds out when the cluster does not know Rollouts at all. */
  private Failure missing(String name) {
    List<Rollout> others = rollouts(false);
    String known =
        others.isEmpty()
            ? "there is none; write -n for another namespace"
            : "there is "
                + others.stream()
                    .map(other -> other.getMetadata().getName())
                    .sorted()
                    .limit(10)
                    .collect(Collectors.joining(", "));
    return new Failure(
        Outcome.NO,
        "Rollout %s does not exist in namespace %s: %s".formatted(name, namespace, known));
  }

  public RolloutAction create(RolloutAction action) {
    return client.resource(action).inNamespace(namespace).create();
  }

  public Optional<RolloutAction> action(String name) {
    return Optional.ofNullable(
        client.resources(RolloutAction.class).inNamespace(namespace).withName(name).get());
  }

  public Optional<Deployment> deployment(String name) {
    return Optional.ofNullable(
        client.apps().deployments().inNamespace(namespace).withName(name).get());
  }

  /** As kubectl does it: what the patch does not name stays. */
  public Deployment merge(String deployment, String patch) {
    return patch(deployment, PatchType.STRATEGIC_MERGE, patch);
  }

  /** Only if the Deployment is what the patch tests. */
  public Deployment patch(String deployment, PatchType type, String patch) {
    return client
        .apps()
        .deployments()
        .inNamespace(namespace)
        .withName(deployment)
        .patch(PatchContext.of(type), patch);
  }

  /** The API versions of Rollouts that the cluster serves; empty when it does not know them. */
  public List<String> served() {
    APIGroup group = client.getApiGroup(HasMetadata.getGroup(Rollout.class));
    return group == null
        ? List.of()
        : group.getVersions().stream().map(version -> version.getGroupVersion()).toList();
  }

  /** Tells of every change of one Rollout, or of all when the name is empty. */
  public Changes changes(String name, boolean everywhere) {
    return Changes.of(client, everywhere ? "" : namespace, name);
  }

  @Override
  public void close() {
    client.close();
  }
}
