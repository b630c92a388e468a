package dev.mulkko.e2e.release;

import dev.mulkko.api.v1beta1.ClusterDeployLock;
import dev.mulkko.api.v1beta1.DeploymentRecord;
import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.api.v1beta1.RolloutSpec;
import dev.mulkko.e2e.Wait;
import dev.mulkko.kube.Names;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What is done seldom: what is kept beyond its limits goes, and a lock of the cluster says whom it
 * refuses.
 */
@Tag("cluster")
final class KeptTest {

  private static final String KIND = "ClusterDeployLock";

  @Test
  void historyAndRecordsBeyondTheirLimitsGo() {
    try (Stage stage =
        Stage.open(
            "kept",
            KeptTest::withOneOfHistory,
            deployment -> deployment,
            _ -> Map.of("MULKKO_RECORDS_PER_NAMESPACE", "1"),
            _ -> {})) {
      for (String version : List.of("v2", "v3")) {
        stage.release(version, Map.of());
        stage.awaitPromoted(version);
      }
      stage.clients.stop().assertNoneLostOrRepeated();
      KubernetesClient client = stage.lab.client();
      String namespace = stage.shop.namespace();
      Wait.until(
          Stage.LIMIT,
          "one of three revisions is history",
          () ->
              client
                      .apps()
                      .replicaSets()
                      .inNamespace(namespace)
                      .withLabel(Names.ROLLOUT_LABEL)
                      .list()
                      .getItems()
                      .size()
                  == 1);
      Wait.until(
          Duration.ofMinutes(3),
          "one of two records is left",
          () ->
              client
                      .resources(DeploymentRecord.class)
                      .inNamespace(namespace)
                      .list()
                      .getItems()
                      .size()
                  == 1);
    }
  }

  @Test
  void aLockOfTheClusterSaysWhomItRefuses() {
    try (Stage stage = Stage.open("frozen", Pace.QUICK)) {
      String namespace = stage.shop.namespace();
      GenericKubernetesResource lock =
          new GenericKubernetesResourceBuilder()
              .withApiVersion("mulkko.dev/v1beta1")
              .withKind(KIND)
              .withNewMetadata()
              .withName(namespace)
              .endMetadata()
              .addToAdditionalProperties(
                  "spec",
                  Map.of(
                      "namespaces", List.of(namespace), "reason", "year end", "enforce", "Reject"))
              .build();
      stage.lab.client().resource(lock).create();
      Resource<ClusterDeployLock> told =
          stage.lab.client().resources(ClusterDeployLock.class).withName(namespace);
      try {
        Wait.until(
            Stage.LIMIT,
            "the lock says whom it refuses",
            () ->
                told.get().getStatus() != null
                    && told.get().getStatus().rejects().contains(namespace + "/shop"));
      } finally {
        told.delete();
      }
    }
  }

  private static Rollout withOneOfHistory(Rollout rollout) {
    RolloutSpec spec = Pace.QUICK.apply(rollout).getSpec();
    rollout.setSpec(
        new RolloutSpec(
            spec.workloadRef(),
            spec.traffic(),
            spec.strategy(),
            spec.analysis(),
            spec.progressDeadline(),
            1,
            spec.suspend()));
    return rollout;
  }
}
