package dev.mulkko.operator.observe;

import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Optional;

/** ReplicaSets as the server has them at this moment, past every cache. */
public final class LiveReplicaSets implements Observer.ReplicaSetReader {

  private final KubernetesClient client;

  public LiveReplicaSets(KubernetesClient client) {
    this.client = client;
  }

  /** A list of one: what is watched may be listed, and needs no right of its own to be read. */
  @Override
  public Optional<ReplicaSet> named(String namespace, String name) {
    return client
        .apps()
        .replicaSets()
        .inNamespace(namespace)
        .withField("metadata.name", name)
        .list()
        .getItems()
        .stream()
        .findFirst();
  }
}
