package dev.mulkko.crds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever unpauses a held Deployment is told how to stop the rollout instead. */
@Tag("cluster")
@ExtendWith(ApiServer.class)
class RefuseUnpauseTest {
  private final KubernetesClient client;
  private final MidRollout shop;
  private final Deployment before;

  RefuseUnpauseTest(KubernetesClient client) {
    this.client = client;
    this.shop = MidRollout.begin(client);
    this.before = shop.deployment().require();
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      textBlock =
          """
          JSON; [{"op": "remove", "path": "/spec/paused"}]
          JSON; [{"op": "replace", "path": "/spec/paused", "value": false}]
          JSON_MERGE; {"spec": {"paused": false}}
          STRATEGIC_MERGE; {"spec": {"paused": null}}
          STRATEGIC_MERGE; {"spec": {"paused": null, "replicas": 5}}
          """)
  void anUnpausingPatchIsRefused(PatchType type, String patch) {
    assertRefused(() -> shop.deployment().patch(PatchContext.of(type), patch));
  }

  @Test
  void anEditThatUnpausesIsRefused() {
    Deployment edited = shop.deployment().require();
    edited.getSpec().setPaused(false);
    assertRefused(() -> client.resource(edited).update());
  }

  @Test
  void anApplyThatSaysUnpausedIsRefused() {
    assertRefused(() -> applyUnpaused("shop:1"));
  }

  @Test
  void aManifestThatReplacesItIsRefusedWhereNothingKeepsTheHold() {
    assumeThat(Policy.KEEP_HOLD.isServedBy(client)).isFalse();
    assertRefused(shop::replaceWithManifest);
  }

  @Test
  void aNewTemplateThatUnpausesIsRefusedWhereNothingHoldsIt() {
    assumeThat(Policy.HOLD_NEW_TEMPLATE.isServedBy(client)).isFalse();
    assertRefused(() -> applyUnpaused("shop:2"));
  }

  @Test
  void whoIsToldOfARefusedVersionIsToldToTryItAgain() {
    shop.setStatus("{\"phase\": \"RolledBack\", \"rollout\": null}");
    await()
        .untilAsserted(
            () ->
                assertThatThrownBy(this::unpause)
                    .hasMessageContaining(
                        "Deployment shop is held by Rollout shop-rollout, and only the operator may"
                            + " unpause it: its template was refused; write another one, or try it"
                            + " again with `kubectl mulkko retry shop-rollout -n %s`",
                        shop.namespace()));
  }

  @Test
  void aNewTemplateThatTheOperatorHasNotSeenYetIsHeldAsWell() {
    MidRollout fresh = new MidRollout(client, Namespaces.create(client), shop.rollout());
    Shop.createAttached(client, fresh.namespace(), "shop-rollout", "shop");
    fresh.createHeld("shop", "shop-rollout");
    fresh
        .deployment()
        .patch(
            Operator.patch(PatchType.JSON_MERGE),
            "{\"metadata\": {\"annotations\": {\"mulkko.dev/changed-by\": \"kim\"}}}");
    await().until(() -> !fresh.mayUnpause());
  }

  @Test
  void whoNamesItselfTheOperatorWithoutTheRightIsRefused() {
    KubernetesClient developer =
        Rights.userWho(client, Rights.may("apps", "deployments", "get", "patch"));
    assertThatThrownBy(() -> unpauseAsOperator(developer))
        .hasMessageContaining("who writes as the operator needs the right to patch rollouts");
  }

  private void assertRefused(ThrowingCallable write) {
    assertThatThrownBy(write)
        .isInstanceOfSatisfying(
            KubernetesClientException.class, e -> assertThat(e.getCode()).isEqualTo(403))
        .hasMessageContaining(
            "Deployment shop is held by Rollout shop-rollout, and only the operator may unpause it:"
                + " stop the rollout with `kubectl mulkko abort shop-rollout -n %s`; in a manifest"
                + " leave spec.paused out",
            shop.namespace());
    assertThat(shop.deployment().require().getSpec()).isEqualTo(before.getSpec());
  }

  private void unpause() {
    shop.deployment().patch(PatchContext.of(PatchType.JSON_MERGE), MidRollout.UNPAUSE);
  }

  private void unpauseAsOperator(KubernetesClient as) {
    as.apps()
        .deployments()
        .inNamespace(shop.namespace())
        .withName("shop")
        .patch(Operator.patch(PatchType.JSON_MERGE), MidRollout.UNPAUSE);
  }

  private Deployment applyUnpaused(String image) {
    Deployment manifest = Shop.deployment(shop.namespace(), "shop", image);
    manifest.getSpec().setPaused(false);
    return client.resource(manifest).fieldManager("gitops").forceConflicts().serverSideApply();
  }
}
