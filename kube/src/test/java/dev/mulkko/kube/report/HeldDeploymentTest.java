package dev.mulkko.kube.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.kube.Names;
import dev.mulkko.kube.golden.Yaml;
import dev.mulkko.kube.report.ArgoCd.Health;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Argo CD shows of Deployments where they are paused at rest. */
class HeldDeploymentTest {

  private static final ArgoCd ARGO_CD = ArgoCd.of("argocd-cm-below-1.36.yaml", "apps_Deployment");

  @ParameterizedTest
  @CsvSource({
    // held, paused, generation seen, updated, replicas, available
    "true,  true,  7, 6, 6, 6, Healthy",
    "true,  true,  7, 0, 6, 6, Healthy",
    "true,  true,  7, 6, 6, 5, Progressing",
    "false, true,  7, 6, 6, 6, Suspended",
    "false, false, 7, 6, 6, 6, Healthy",
    "true,  false, 7, 6, 6, 6, Healthy",
    "false, false, 6, 6, 6, 6, Progressing",
    "false, false, 7, 4, 7, 6, Progressing",
    "false, false, 7, 6, 7, 6, Progressing",
    "false, false, 7, 6, 6, 5, Progressing",
  })
  void oneThatIsHeldIsJudgedByItsPodsAndAnyOtherAsEver(
      boolean held,
      boolean paused,
      int observed,
      int updated,
      int replicas,
      int available,
      Health health) {
    String deployment =
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: shop, generation: 7, annotations: {%s: shop}}
        spec: {replicas: 6, paused: %s}
        status: {observedGeneration: %d, updatedReplicas: %d, replicas: %d, availableReplicas: %d}
        """
            .formatted(
                held ? Names.HELD_BY : "other/annotation",
                paused,
                observed,
                updated,
                replicas,
                available);
    assertThat(ARGO_CD.health(Yaml.tree(deployment)).status()).isEqualTo(health);
  }

  @ParameterizedTest
  @CsvSource({"ProgressDeadlineExceeded, Degraded", "NewReplicaSetAvailable, Healthy"})
  void oneThatGaveUpIsDegraded(String reason, Health health) {
    String deployment =
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: shop, generation: 7}
        spec: {}
        status:
          observedGeneration: 7
          updatedReplicas: 1
          replicas: 1
          availableReplicas: 1
          conditions: [{type: Progressing, status: "False", reason: %s}]
        """
            .formatted(reason);
    assertThat(ARGO_CD.health(Yaml.tree(deployment)).status()).isEqualTo(health);
  }
}
