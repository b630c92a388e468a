package dev.mulkko.crds;

import static dev.mulkko.crds.HeldWorkload.CHANGED_BY;
import static dev.mulkko.crds.HeldWorkload.HELD_BY;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.ContainerPortBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A new template is held and stamped in the very write that brings it, however it comes. */
@Tag("cluster")
@ExtendWith(ApiServer.class)
class HoldNewTemplateTest {
  private final KubernetesClient client;
  private final HeldWorkload shop;
  private final Deployment before;

  HoldNewTemplateTest(KubernetesClient client) {
    this.client = client;
    this.shop = HeldWorkload.underPolicy(client);
    this.before = shop.now();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      textBlock =
          """
          JSON; [{"op": "replace", "path": "/spec/template/spec/containers/0/image", "value": "shop:2"}]
          JSON_MERGE; {"spec": {"template": {"metadata": {"annotations": {"restarted": "now"}}}}}
          STRATEGIC_MERGE; {"spec": {"template": {"spec": {"containers": [{"name": "app", "image": "shop:2"}]}}}}
          """)
  void aPatchedTemplateIsHeldInTheSameWrite(PatchType type, String patch) {
    assertHeldInOneWrite(shop.resource().patch(PatchContext.of(type), patch));
  }

  @Test
  void aReplacedTemplateIsHeldInTheSameWrite() {
    Deployment manifest = Shop.deployment(shop.namespace(), "shop", "shop:2");
    assertHeldInOneWrite(client.resource(manifest).update());
  }

  @Test
  void anAppliedTemplateIsHeldInTheSameWrite() {
    assertHeldInOneWrite(apply("shop:2"));
  }

  @Test
  void aNewTemplateThatSaysUnpausedIsHeldAllTheSame() {
    Deployment manifest = Shop.deployment(shop.namespace(), "shop", "shop:2");
    manifest.getSpec().setPaused(false);
    assertHeldInOneWrite(client.resource(manifest).update());
  }

  @Test
  void aTemplateWithTheSameVariableAndPortTwiceIsHeld() {
    // Kubernetes allows it; a merge that does not would fail, and a failure is ignored.
    EnvVar variable = new EnvVar("MODE", "fast", null);
    ContainerPort port = new ContainerPortBuilder().withContainerPort(8080).build();
    Deployment manifest = Shop.deployment(shop.namespace(), "shop", "shop:2");
    Container app = manifest.getSpec().getTemplate().getSpec().getContainers().get(0);
    app.setEnv(List.of(variable, variable));
    app.setPorts(List.of(port, port));
    assertHeldInOneWrite(client.resource(manifest).update());
    assertThat(shop.now().getSpec().getTemplate().getSpec().getContainers().get(0).getEnv())
        .containsExactly(variable, variable);
  }

  @Test
  void theUserOfTheWriteIsStampedAndEarlierAnnotationsStay() {
    shop.annotate("team", "payments");
    Deployment answer = shop.as("alice").setImage("shop:2");
    assertThat(answer.getMetadata().getAnnotations())
        .containsEntry(CHANGED_BY, "alice")
        .containsEntry("team", "payments");
  }

  @Test
  void theSameManifestAppliedAgainLeavesItHeld() {
    apply("shop:2");
    assertThat(apply("shop:2").getSpec().getPaused()).isTrue();
  }

  private Deployment apply(String image) {
    return client
        .resource(Shop.deployment(shop.namespace(), "shop", image))
        .fieldManager("gitops")
        .forceConflicts()
        .serverSideApply();
  }

  private void assertHeldInOneWrite(Deployment answer) {
    assertThat(answer.getSpec().getTemplate()).isNotEqualTo(before.getSpec().getTemplate());
    assertThat(answer.getSpec().getPaused()).isTrue();
    assertThat(answer.getMetadata().getAnnotations())
        .containsEntry(HELD_BY, "shop-rollout")
        .containsKey(CHANGED_BY);
    // A second write would have counted on.
    assertThat(answer.getMetadata().getGeneration())
        .isEqualTo(before.getMetadata().getGeneration() + 1);
  }
}
