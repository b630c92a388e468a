package dev.mulkko.e2e.swap;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import dev.mulkko.e2e.Lab;
import dev.mulkko.e2e.SharedLab;
import dev.mulkko.e2e.Wait;
import dev.mulkko.e2e.observer.Observer;
import dev.mulkko.engine.plan.Action;
import dev.mulkko.kube.Names;
import dev.mulkko.testbed.cluster.User;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A paused Deployment that owns {@code stable}, and its parked canary of the same size; the
 * Deployment's template is the canary's.
 */
final class Pair implements AutoCloseable {

  static final int REPLICAS = 6;
  static final String CANARY = "c4na7y";

  private static final Duration LIMIT = Duration.ofSeconds(60);

  final Lab lab;
  final Apps apps;
  final String stable;
  final Observer observer;
  private final Hands hands;

  private Pair(Lab lab, String namespace, Deployment shop) {
    this.lab = lab;
    this.apps = new Apps(lab.cluster().client(User.KIM), namespace);
    this.observer = Observer.open(lab, namespace);
    this.hands = new Hands(lab.cluster().client(User.OPERATOR), namespace);
    apps.create(shop);
    awaitPods(1);
    this.stable = List.copyOf(now().all().keySet()).getFirst();
    hands.send(new Action.Pause());
    apps.release("shop:v2");
    hands.send(new Action.CreateReplicaSet(CANARY, REPLICAS));
    awaitPods(2);
  }

  static Pair open(String name) {
    return open(name, Manifests.deployment(Apps.SHOP, REPLICAS));
  }

  static Pair open(String name, Deployment shop) {
    Lab lab = SharedLab.lab();
    return new Pair(lab, lab.cluster().newNamespace(name), shop);
  }

  /** Both revisions have all their pods again, whatever anybody asked for. */
  void level(String owned, String parked) {
    apps.scale(REPLICAS);
    if (now().size(parked) != REPLICAS) {
      hands.send(new Action.Scale(parked, REPLICAS));
    }
    Wait.until(
        LIMIT,
        "both revisions have %d pods".formatted(REPLICAS),
        () -> {
          Moment now = now();
          return now.size(owned) == REPLICAS && now.size(parked) == REPLICAS && now.complete();
        });
  }

  void park(String revision) {
    hands.send(new Action.Park(revision));
  }

  void adopt(String revision) {
    hands.send(new Action.Adopt(revision));
  }

  Moment now() {
    return Moment.of(apps.get(Apps.SHOP), apps.replicaSets().list());
  }

  /** UIDs of the pods that nobody has told to end, by revision. */
  Map<String, Set<String>> pods() {
    return lab
        .client()
        .pods()
        .inNamespace(apps.namespace())
        .withLabel(Manifests.APP, Apps.SHOP)
        .list()
        .getItems()
        .stream()
        .map(pod -> pod.getMetadata())
        .filter(metadata -> metadata.getDeletionTimestamp() == null)
        .collect(
            groupingBy(
                metadata -> metadata.getLabels().getOrDefault(Names.HASH, ""),
                mapping(metadata -> metadata.getUid(), toSet())));
  }

  /** Until the controllers want nothing more, and every pod that they want is ready. */
  void settle() {
    apps.awaitQuiet(Apps.SHOP);
    awaitPods(2);
  }

  private void awaitPods(int revisions) {
    Wait.until(
        LIMIT,
        "the pods of %d revisions are ready".formatted(revisions),
        () -> now().all().size() == revisions && now().complete());
  }

  /** Until the Deployment's status counts so many pods as its own, and so many as updated. */
  void awaitStatus(int replicas, int updated) {
    Wait.until(
        LIMIT,
        "status says %d pods, %d of them updated".formatted(replicas, updated),
        () -> {
          DeploymentStatus status = apps.get(Apps.SHOP).getStatus();
          return Moment.count(status.getReplicas()) == replicas
              && Moment.count(status.getAvailableReplicas()) == replicas
              && Moment.count(status.getUpdatedReplicas()) == updated;
        });
  }

  /**
   * Fails when the observer saw a rule broken. The ReplicaSets, parked or not, go with the shop.
   */
  @Override
  public void close() {
    try {
      observer.close();
    } finally {
      apps.delete(Apps.SHOP);
    }
  }
}
