package dev.mulkko.crds;

import static dev.mulkko.crds.HeldWorkload.CHANGED_BY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.RequestConfig;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import io.fabric8.kubernetes.client.dsl.RollableScalableResource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The name at a version is that of who wrote it, or of nobody. */
@Tag("cluster")
@ExtendWith(ApiServer.class)
class KeepStampsTest {
  private final KubernetesClient client;
  private final String namespace;

  KeepStampsTest(KubernetesClient client) {
    this.client = client;
    this.namespace = Namespaces.create(client);
    Policy.installAll(client);
    Shop.createAttached(client, namespace, "shop-rollout", "shop");
    client.resource(Shop.deployment(namespace, "shop", "shop:0")).create();
    await().atMost(Duration.ofSeconds(15)).until(this::refusesForgery);
    if (Policy.HOLD_NEW_TEMPLATE.isServedBy(client)) {
      await()
          .atMost(Duration.ofSeconds(15))
          .until(() -> by(byHand(client, image("shop:" + System.nanoTime()))) != null);
      byOperator("{\"metadata\": {\"annotations\": null}, \"spec\": {\"paused\": null}}");
    }
  }

  private boolean refusesForgery() {
    try {
      byHand(client, named("lee"));
      byHand(client, named(null));
      return false;
    } catch (KubernetesClientException e) {
      return true;
    }
  }

  @Test
  void nobodyNamesAnotherByHand() {
    assertThatThrownBy(() -> byHand(client, named("lee")))
        .isInstanceOf(KubernetesClientException.class)
        .hasMessageContaining("changed-by is lee, but you are ")
        .hasMessageContaining(": leave it out");
    assertThat(by(now())).isNull();
  }

  @Test
  void nobodyNamesAnotherWithANewTemplate() {
    Deployment forged = now();
    forged.getMetadata().getAnnotations().put(CHANGED_BY, "lee");
    HeldWorkload.withImage(forged, "shop:2");
    if (Policy.HOLD_NEW_TEMPLATE.isServedBy(client)) {
      assertThat(by(client.resource(forged).update())).isNotEqualTo("lee");
    } else {
      assertThatThrownBy(() -> client.resource(forged).update())
          .hasMessageContaining("but you are ");
    }
  }

  @Test
  void nobodyPutsAnothersNameInThePlaceOfTheirs() {
    hold();
    assertThatThrownBy(() -> byHand(client, named("lee"))).hasMessageContaining("but you are ");
  }

  @Test
  void nobodyTakesAwayWhoseVersionIsHeld() {
    hold();
    assertRefused(() -> byHand(client, named(null)));
  }

  @Test
  void whoeverNamesThemselvesIsLetBe() {
    RequestConfig kim =
        new RequestConfigBuilder()
            .withImpersonateUsername("kim")
            .withImpersonateGroups("system:masters")
            .build();
    KubernetesClient as = client.newClient(kim).adapt(KubernetesClient.class);
    assertThat(by(byHand(as, named("kim")))).isEqualTo("kim");
  }

  @Test
  void aFieldManagerAloneMakesNoOperator() {
    hold();
    KubernetesClient kim =
        Rights.userWho(client, Rights.may("apps", "deployments", "get", "patch", "update"));
    assertRefused(() -> deployment(kim).patch(Operator.patch(PatchType.JSON_MERGE), named(null)));
  }

  @Test
  void theOperatorTakesItAwayWhenItIsOver() {
    hold();
    assertThat(by(byOperator(named(null)))).isNull();
  }

  @Test
  void aDeploymentWithoutARolloutIsLeftAlone() {
    client.resource(Shop.deployment(namespace, "cart", "cart:1")).create();
    Deployment cart =
        client
            .apps()
            .deployments()
            .inNamespace(namespace)
            .withName("cart")
            .patch(PatchContext.of(PatchType.JSON_MERGE), named("lee"));
    assertThat(by(cart)).isEqualTo("lee");
  }

  /** As it is once somebody's new version is held: below 1.36 nobody writes the name for them. */
  private void hold() {
    byOperator(
        "{\"metadata\": {\"annotations\": {\"mulkko.dev/held-by\": \"shop-rollout\", \"%s\": \"kim\"}}, \"spec\": {\"paused\": true}}"
            .formatted(CHANGED_BY));
  }

  private static String named(@Nullable String by) {
    return "{\"metadata\": {\"annotations\": {\"%s\": %s}}}"
        .formatted(CHANGED_BY, by == null ? "null" : "\"" + by + "\"");
  }

  private static String image(String image) {
    return "{\"spec\": {\"template\": {\"spec\": {\"containers\": [{\"name\": \"app\", \"image\": \"%s\"}]}}}}"
        .formatted(image);
  }

  private Deployment byHand(KubernetesClient as, String patch) {
    return deployment(as).patch(PatchContext.of(PatchType.STRATEGIC_MERGE), patch);
  }

  private Deployment byOperator(String patch) {
    return deployment(client).patch(Operator.patch(PatchType.JSON_MERGE), patch);
  }

  private RollableScalableResource<Deployment> deployment(KubernetesClient as) {
    return as.apps().deployments().inNamespace(namespace).withName("shop");
  }

  private Deployment now() {
    return deployment(client).require();
  }

  private static @Nullable String by(Deployment deployment) {
    return deployment.getMetadata().getAnnotations().get(CHANGED_BY);
  }

  private static void assertRefused(ThrowingCallable write) {
    assertThatThrownBy(write)
        .isInstanceOf(KubernetesClientException.class)
        .hasMessageContaining("says whose version Rollout shop-rollout holds: leave it as it is");
  }
}
