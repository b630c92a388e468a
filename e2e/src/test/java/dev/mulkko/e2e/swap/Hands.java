package dev.mulkko.e2e.swap;

import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.engine.plan.Action;
import dev.mulkko.kube.Snapshot;
import dev.mulkko.kube.write.Requests;
import dev.mulkko.operator.apply.ClusterWriter;
import dev.mulkko.operator.apply.ClusterWriter.Outcome;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Instant;
import java.util.List;

/** The operator's hands without its head: the product's requests, sent by the product's writer. */
record Hands(KubernetesClient client, String namespace) {

  /** Looks again when somebody wrote in between, as the operator does. */
  void send(Action action) {
    ClusterWriter writer = new ClusterWriter(client);
    Outcome outcome;
    do {
      outcome = writer.send(Requests.of(action, look(), Instant.now()));
    } while (outcome == Outcome.Stale);
  }

  private Snapshot look() {
    Rollout rollout = new Rollout();
    rollout.setMetadata(
        new ObjectMetaBuilder().withNamespace(namespace).withName(Apps.SHOP).build());
    // As a list of one: the operator may not get it.
    Deployment shop =
        client
            .apps()
            .deployments()
            .inNamespace(namespace)
            .withField("metadata.name", Apps.SHOP)
            .list()
            .getItems()
            .getFirst();
    List<ReplicaSet> replicaSets =
        client.apps().replicaSets().inNamespace(namespace).list().getItems().stream()
            .filter(rs -> names(rs, shop))
            .toList();
    return new Snapshot(
        rollout,
        shop,
        replicaSets,
        null,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        null,
        null,
        null);
  }

  private static boolean names(ReplicaSet rs, Deployment shop) {
    return rs.getMetadata().getOwnerReferences().stream()
        .anyMatch(owner -> owner.getUid().equals(shop.getMetadata().getUid()));
  }
}
