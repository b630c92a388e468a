package dev.mulkko.crds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** While a rollout goes on nobody but the operator takes the pin from its Service. */
@Tag("cluster")
@ExtendWith(ApiServer.class)
class KeepPinTest {
  private static final String MOVE =
      "{\"spec\": {\"selector\": {\"pod-template-hash\": \"6c8d9f7b5\"}}}";

  private final KubernetesClient client;
  private final MidRollout shop;

  KeepPinTest(KubernetesClient client) {
    Policy.KEEP_PIN.assumeServedBy(client);
    this.client = client;
    this.shop = MidRollout.begin(client);
  }

  @Test
  void anApplyLeavesThePin() {
    Service applied = applied(Shop.service(shop.namespace(), "shop"));
    assertThat(applied.getSpec().getSelector())
        .containsOnly(Map.entry("app", "shop"), Map.entry("pod-template-hash", MidRollout.STABLE));
  }

  @Test
  void aManifestThatReplacesTheServiceLeavesThePin() {
    assertThat(MidRollout.isPinned(replaced("shop"))).isTrue();
  }

  @Test
  void aPatchLeavesThePin() {
    assertThat(MidRollout.isPinned(shop.dropPin())).isTrue();
  }

  @Test
  void whatElseTheWriteSaysIsWritten() {
    Service manifest = Shop.service(shop.namespace(), "shop");
    manifest.getSpec().setSessionAffinity("ClientIP");
    manifest.getSpec().setSelector(Map.of("app", "shop", "tier", "web"));
    Service applied = applied(manifest);
    assertThat(applied.getSpec().getSessionAffinity()).isEqualTo("ClientIP");
    assertThat(applied.getSpec().getSelector()).containsEntry("tier", "web");
    assertThat(MidRollout.isPinned(applied)).isTrue();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {MOVE, "{\"spec\": {\"selector\": {\"pod-template-hash\": null}}}"})
  void theOperatorMovesAndRemovesThePin(String patch) {
    assertThat(
            MidRollout.isPinned(shop.service().patch(Operator.patch(PatchType.JSON_MERGE), patch)))
        .isFalse();
  }

  @Test
  void aServiceThatSelectsNothingAnyMoreIsLeftAlone() {
    Service left =
        shop.service()
            .patch(
                PatchContext.of(PatchType.JSON_MERGE),
                "{\"spec\": {\"selector\": null, \"type\": \"ExternalName\", \"externalName\":"
                    + " \"example.org\"}}");
    assertThat(left.getSpec().getSelector()).isEmpty();
  }

  @Test
  void aServiceThatIsNotPinnedIsLeftAlone() {
    shop.service()
        .patch(
            Operator.patch(PatchType.JSON_MERGE),
            "{\"spec\": {\"selector\": {\"pod-template-hash\": null}}}");
    assertThat(MidRollout.isPinned(replaced("shop"))).isFalse();
  }

  @Test
  void anotherServiceIsLeftAlone() {
    shop.createPinned("checkout");
    assertThat(MidRollout.isPinned(replaced("checkout"))).isFalse();
  }

  @Test
  void aServiceOfANamespaceWithoutRolloutsIsLeftAlone() {
    MidRollout elsewhere = new MidRollout(client, Namespaces.create(client), shop.rollout());
    elsewhere.createPinned("shop");
    assertThat(MidRollout.isPinned(elsewhere.dropPin())).isFalse();
  }

  @Test
  void atRestNothingIsKept() {
    shop.setStatus("{\"rollout\": null}");
    await().until(shop::pinCanBeDropped);
  }

  @Test
  void aStatusIsNotTouched() {
    Service written =
        shop.service()
            .editStatus(
                service -> {
                  service.getSpec().getSelector().remove("pod-template-hash");
                  return service;
                });
    assertThat(MidRollout.isPinned(written)).isTrue();
  }

  private Service applied(Service manifest) {
    return client.resource(manifest).fieldManager("gitops").forceConflicts().serverSideApply();
  }

  private Service replaced(String name) {
    return client.resource(Shop.service(shop.namespace(), name)).update();
  }
}
