package dev.mulkko.crds;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Nothing is held but a new template of the Deployment that a Rollout of its namespace names. */
@Tag("cluster")
@ExtendWith(ApiServer.class)
class HoldIsSilentTest {
  private final KubernetesClient client;
  private final HeldWorkload shop;

  HoldIsSilentTest(KubernetesClient client) {
    this.client = client;
    this.shop = HeldWorkload.underPolicy(client);
  }

  @Test
  void aScaleIsNotHeld() {
    shop.resource().scale(5);
    assertThat(shop.now().getSpec().getReplicas()).isEqualTo(5);
    assertNotHeld(shop.now());
  }

  @Test
  void aStatusIsNotHeld() {
    assertNotHeld(
        shop.resource()
            .editStatus(
                deployment -> {
                  deployment.getStatus().setReplicas(3);
                  // Ignored by the API server: a status write carries no template.
                  return HeldWorkload.withImage(deployment, "shop:2");
                }));
    assertThat(shop.now().getStatus().getReplicas()).isEqualTo(3);
  }

  @Test
  void aLabelOfTheDeploymentIsNotHeld() {
    assertNotHeld(
        shop.resource()
            .edit(
                deployment -> {
                  deployment.getMetadata().setLabels(Map.of("team", "payments"));
                  return deployment;
                }));
  }

  @Test
  void aNewNumberOfReplicasIsNotHeld() {
    assertNotHeld(
        shop.resource()
            .edit(
                deployment -> {
                  deployment.getSpec().setReplicas(7);
                  return deployment;
                }));
  }

  @Test
  void aWriteThatChangesNothingIsNotHeld() {
    assertNotHeld(client.resource(shop.now()).update());
  }

  @Test
  void theSameManifestWithoutDefaultsIsNotHeld() {
    String image = shop.now().getSpec().getTemplate().getSpec().getContainers().get(0).getImage();
    assertNotHeld(client.resource(Shop.deployment(shop.namespace(), "shop", image)).update());
  }

  @Test
  void anotherDeploymentIsNotHeld() {
    assertNotHeld(createAndChange(shop.namespace(), "checkout"));
  }

  @Test
  void theSameNameInANamespaceWithoutARolloutIsNotHeld() {
    assertNotHeld(createAndChange(Namespaces.create(client), "shop"));
  }

  @Test
  void theSameNameInANamespaceWithAnotherRolloutIsNotHeld() {
    String namespace = Namespaces.create(client);
    Shop.createAttached(client, namespace, "checkout", "checkout");
    assertNotHeld(createAndChange(namespace, "shop"));
  }

  @Test
  void aDeploymentWhoseRolloutIsNotAttachedIsNotHeld() {
    String namespace = Namespaces.create(client);
    client.resource(Shop.rollout(namespace, "shop", "shop")).create();
    assertNotHeld(createAndChange(namespace, "shop"));
  }

  @Test
  void aNewDeploymentIsNotHeld() {
    Shop.createAttached(client, shop.namespace(), "checkout", "checkout");
    assertNotHeld(
        client.resource(Shop.deployment(shop.namespace(), "checkout", "checkout:1")).create());
  }

  private Deployment createAndChange(String namespace, String name) {
    Deployment created = client.resource(Shop.deployment(namespace, name, "app:1")).create();
    return client.resource(created).edit(deployment -> HeldWorkload.withImage(deployment, "app:2"));
  }

  private static void assertNotHeld(Deployment deployment) {
    assertThat(deployment.getSpec().getPaused()).as("paused").isNotEqualTo(true);
    assertThat(deployment.getMetadata().getAnnotations())
        .doesNotContainKeys(HeldWorkload.HELD_BY, HeldWorkload.CHANGED_BY);
  }
}
