package dev.mulkko.crds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing is refused but unpausing what a rollout holds. */
@Tag("cluster")
@ExtendWith(ApiServer.class)
class RefuseUnpauseIsSilentTest {
  private final KubernetesClient client;
  private final MidRollout shop;

  RefuseUnpauseIsSilentTest(KubernetesClient client) {
    this.client = client;
    this.shop = MidRollout.begin(client);
  }

  @Test
  void theOperatorMayUnpauseAndTakeItsMarkAway() {
    Deployment rested =
        shop.deployment()
            .patch(
                Operator.patch(PatchType.JSON),
                """
                [{"op": "remove", "path": "/spec/paused"}, {"op": "remove", "path": "/metadata/annotations"}]
                """);
    assertThat(rested.getSpec().getPaused()).isNull();
    assertThat(rested.getMetadata().getAnnotations()).isEmpty();
  }

  @Test
  void theOperatorNeedsNoMoreThanTheRightToWriteStatus() {
    KubernetesClient operator =
        Rights.userWho(
            client,
            Rights.may("apps", "deployments", "get", "patch"),
            Rights.may("mulkko.dev", "rollouts/status", "patch"));
    assertUnpaused(
        operator
            .apps()
            .deployments()
            .inNamespace(shop.namespace())
            .withName("shop")
            .patch(Operator.patch(PatchType.JSON_MERGE), MidRollout.UNPAUSE));
  }

  @Test
  void whatTheOperatorDoesNotHoldMayBeUnpaused() {
    shop.deployment()
        .patch(
            Operator.patch(PatchType.JSON_MERGE),
            "{\"metadata\": {\"annotations\": {\"mulkko.dev/held-by\": null}}}");
    assertUnpaused(unpause(shop.deployment().require()));
  }

  @Test
  void aDeploymentThatNoRolloutNamesMayBeUnpaused() {
    assertUnpaused(unpause(shop.createHeld("checkout", "shop-rollout")));
  }

  @Test
  void aDeploymentOfANamespaceWithoutRolloutsMayBeUnpaused() {
    MidRollout elsewhere = new MidRollout(client, Namespaces.create(client), shop.rollout());
    assertUnpaused(unpause(elsewhere.createHeld("shop", "shop-rollout")));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "{\"stable\": \"7b9b884c89\", \"rollout\": null, \"phase\": \"Healthy\"}",
        "null",
      })
  void atRestAndBeforeItIsAttachedItMayBeUnpaused(String status) {
    shop.setStatus(status);
    await().until(shop::mayUnpause);
  }

  @Test
  void aDeploymentWhoseRolloutIsGoneMayBeUnpaused() {
    client.resource(shop.rollout()).delete();
    await().until(shop::mayUnpause);
  }

  @Test
  void itMayBeScaled() {
    assertThat(shop.deployment().scale(5).getSpec().getReplicas()).isEqualTo(5);
  }

  @Test
  void itsStatusMayBeWritten() {
    assertThat(
            shop.deployment()
                .editStatus(
                    deployment -> {
                      deployment.getStatus().setReplicas(3);
                      deployment.getSpec().setPaused(false);
                      return deployment;
                    })
                .getStatus()
                .getReplicas())
        .isEqualTo(3);
    assertThat(MidRollout.isHeld(shop.deployment().require())).isTrue();
  }

  @Test
  void itsLabelsMayBeWritten() {
    assertThat(
            shop.deployment()
                .edit(
                    deployment -> {
                      deployment.getMetadata().setLabels(Map.of("team", "payments"));
                      return deployment;
                    })
                .getMetadata()
                .getLabels())
        .containsEntry("team", "payments");
  }

  @Test
  void aNewTemplateIsAcceptedAndHeld() {
    assertHeldWithNewTemplate(
        shop.deployment().edit(deployment -> HeldWorkload.withImage(deployment, "shop:2")));
  }

  @Test
  void aManifestOfANewTemplateIsAcceptedAndHeld() {
    Policy.HOLD_NEW_TEMPLATE.assumeServedBy(client);
    assertHeldWithNewTemplate(
        client.resource(Shop.deployment(shop.namespace(), "shop", "shop:2")).update());
  }

  @Test
  void aNewTemplateAppliedTogetherWithUnpausedIsAcceptedAndHeld() {
    Policy.HOLD_NEW_TEMPLATE.assumeServedBy(client);
    Deployment manifest = Shop.deployment(shop.namespace(), "shop", "shop:2");
    manifest.getSpec().setPaused(false);
    assertHeldWithNewTemplate(
        client.resource(manifest).fieldManager("gitops").forceConflicts().serverSideApply());
  }

  @Test
  void theSameManifestAppliedAgainIsAccepted() {
    assertThat(
            MidRollout.isHeld(
                client
                    .resource(shop.manifest("shop"))
                    .fieldManager("gitops")
                    .forceConflicts()
                    .serverSideApply()))
        .isTrue();
  }

  @Test
  void itMayBeDeleted() {
    shop.deployment().delete();
    assertThat(shop.deployment().get()).isNull();
  }

  private Deployment unpause(Deployment deployment) {
    return client
        .resource(deployment)
        .patch(PatchContext.of(PatchType.JSON_MERGE), MidRollout.UNPAUSE);
  }

  private static void assertUnpaused(Deployment deployment) {
    assertThat(deployment.getSpec().getPaused()).isNull();
  }

  private static void assertHeldWithNewTemplate(Deployment deployment) {
    assertThat(deployment.getSpec().getTemplate().getSpec().getContainers().get(0).getImage())
        .isEqualTo("shop:2");
    assertThat(MidRollout.isHeld(deployment)).isTrue();
  }
}
