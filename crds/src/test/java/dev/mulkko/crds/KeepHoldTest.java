package dev.mulkko.crds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A manifest that knows nothing of the hold does not end it. */
@Tag("cluster")
@ExtendWith(ApiServer.class)
class KeepHoldTest {
  private final KubernetesClient client;
  private final MidRollout shop;

  KeepHoldTest(KubernetesClient client) {
    Policy.KEEP_HOLD.assumeServedBy(client);
    this.client = client;
    this.shop = MidRollout.begin(client);
  }

  @Test
  void aManifestThatReplacesItLeavesItHeld() {
    Deployment answer = shop.replaceWithManifest();
    assertThat(MidRollout.isHeld(answer)).isTrue();
    assertThat(answer.getMetadata().getAnnotations()).doesNotContainKey(HeldWorkload.CHANGED_BY);
  }

  @Test
  void itsOtherFieldsAreWritten() {
    Deployment manifest = shop.manifest("shop");
    manifest.getSpec().setReplicas(7);
    assertThat(client.resource(manifest).update().getSpec().getReplicas()).isEqualTo(7);
  }

  @Test
  void theStampOfWhoChangedTheTemplateStays() {
    shop.deployment()
        .patch(
            Operator.patch(PatchType.JSON_MERGE),
            "{\"metadata\": {\"annotations\": {\"%s\": \"kim\"}}}"
                .formatted(HeldWorkload.CHANGED_BY));
    assertThat(shop.replaceWithManifest().getMetadata().getAnnotations())
        .containsEntry(HeldWorkload.CHANGED_BY, "kim");
  }

  @Test
  void theMarkCannotBeTakenAwayAlone() {
    assertThat(MidRollout.isHeld(annotate(HeldWorkload.HELD_BY, "null"))).isTrue();
  }

  @Test
  void theOperatorMayTakeItAway() {
    Deployment answer =
        shop.deployment()
            .patch(
                Operator.patch(PatchType.JSON_MERGE),
                "{\"metadata\": {\"annotations\": null}, \"spec\": {\"paused\": null}}");
    assertThat(answer.getSpec().getPaused()).isNull();
    assertThat(answer.getMetadata().getAnnotations()).isEmpty();
  }

  @Test
  void aDeploymentThatNoRolloutNamesIsLeftAlone() {
    shop.createHeld("checkout", "shop-rollout");
    assertThat(client.resource(shop.manifest("checkout")).update().getSpec().getPaused()).isNull();
  }

  @Test
  void aDeploymentOfANamespaceWithoutRolloutsIsLeftAlone() {
    MidRollout elsewhere = new MidRollout(client, Namespaces.create(client), shop.rollout());
    elsewhere.createHeld("shop", "shop-rollout");
    assertThat(elsewhere.replaceWithManifest().getSpec().getPaused()).isNull();
  }

  @Test
  void aDeploymentWhoseRolloutIsNotAttachedIsLeftAlone() {
    shop.setStatus("null");
    await().until(() -> shop.replaceWithManifest().getSpec().getPaused() == null);
  }

  private Deployment annotate(String key, String value) {
    return shop.deployment()
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            "{\"metadata\": {\"annotations\": {\"%s\": %s}}}".formatted(key, value));
  }
}
