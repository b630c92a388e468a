package dev.mulkko.kube.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.mulkko.engine.plan.Observation;
import dev.mulkko.engine.plan.Observation.Workload;
import dev.mulkko.kube.golden.Shop;
import dev.mulkko.kube.golden.Snapshots;
import dev.mulkko.kube.golden.Yaml;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkloadsTest {

  @Test
  void whatTheApiServerLeavesOutMeansItsDefault() {
    Workload workload =
        workload(
            """
            metadata: {name: shop, uid: d1, generation: 1}
            spec: {selector: {}, template: {metadata: {labels: {app: shop}}}}
            """);
    assertThat(workload.replicas()).isEqualTo(1);
    assertThat(workload.observedGeneration()).isZero();
    assertThat(workload.currentReplicas()).isZero();
    assertThat(workload.updatedReplicas()).isZero();
    assertThat(workload.availableReplicas()).isZero();
    assertThat(workload.paused()).isFalse();
    assertThat(workload.heldBy()).isNull();
    assertThat(workload.changedBy()).isNull();
  }

  @Test
  void noReplicasIsNotTheSameAsNoneWritten() {
    assertThat(workload(Shop.DEPLOYMENT.replace("replicas: 6", "replicas: 0")).replicas()).isZero();
  }

  @Test
  void whatIsWrittenIsTaken() {
    Workload workload =
        workload(
            Shop.DEPLOYMENT
                    .replace(
                        "generation: 5",
                        "generation: 5, annotations: {mulkko.dev/held-by: shop,"
                            + " mulkko.dev/changed-by: alice}")
                    .replace("replicas: 6", "replicas: 6\n  paused: true")
                + "status: {observedGeneration: 4, replicas: 7, updatedReplicas: 2,"
                + " availableReplicas: 5}\n");
    assertThat(workload)
        .isEqualTo(
            new Workload("d1", 5, 4, 6, 7, 2, 5, true, "shop", "alice", workload.template()));
  }

  @Test
  void onlyWhatIsOwnedOrParkedByUsIsSeen() {
    String anothers =
        Shop.replicaSet("blog", false).replace("mulkko.dev/rollout: shop", "mulkko.dev/rollout: b");
    String withoutHash = Shop.replicaSet("x", true).replace(", pod-template-hash: x", "");
    List<Observation.ReplicaSet> seen =
        Workloads.replicaSets(
            Snapshots.of(
                Shop.ROLLOUT,
                Shop.DEPLOYMENT,
                Shop.replicaSet("old", true),
                Shop.replicaSet("new", false),
                anothers,
                withoutHash));
    assertThat(seen)
        .extracting(Observation.ReplicaSet::revision, Observation.ReplicaSet::owned)
        .containsExactly(tuple("old", true), tuple("new", false));
  }

  @Test
  void aReplicaSetWithoutAStatusHasNoPods() {
    String fresh = Shop.replicaSet("new", false).replace("  replicas: 6\n", "");
    Observation.ReplicaSet seen =
        Workloads.replicaSets(Snapshots.of(Shop.ROLLOUT, Shop.DEPLOYMENT, fresh)).getFirst();
    assertThat(seen.wanted()).isEqualTo(1);
    assertThat(seen.current()).isZero();
    assertThat(seen.ready()).isZero();
  }

  @Test
  void withoutADeploymentNothingIsSeen() {
    assertThat(Workloads.replicaSets(Snapshots.of(Shop.ROLLOUT, Shop.replicaSet("old", true))))
        .isEmpty();
  }

  private static Workload workload(String text) {
    return Workloads.workload(Yaml.object(Deployment.class, text));
  }
}
