package dev.mulkko.helm.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Helm itself installs, upgrades and removes the chart; and types that go before their policies.
 */
@Tag("cluster")
final class ReleaseTest {

  private static final Server SERVER = Server.shared();
  private static final KubernetesClient CLIENT = SERVER.client();
  private static final String SELECTOR = "app.kubernetes.io/part-of";

  private boolean installed = true;

  @BeforeEach
  void createShop() {
    CLIENT.resource(shop()).create();
  }

  @AfterEach
  void restore() {
    CLIENT.resource(shop()).delete();
    if (!installed) {
      SERVER.install();
    }
  }

  @Test
  void anUninstallLeavesNothingButTheTypesAndTheNextInstallTakesThemUp() {
    assertThat(ours()).hasSize(36);
    SERVER.uninstall();
    installed = false;

    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(ours())
                    .hasSize(6)
                    .allMatch(object -> object.getKind().equals("CustomResourceDefinition")));

    SERVER.install();
    installed = true;
    assertThat(ours()).hasSize(36);
  }

  @Test
  void anUpgradeAddsTheRightsOfAFeatureAndItsReversalTakesThemAway() {
    assertThat(rules()).doesNotContain("ingressroutes");
    SERVER.upgrade("routers.ingressRoute", true);
    assertThat(rules()).contains("ingressroutes");
    SERVER.upgrade("routers.ingressRoute", false);
    assertThat(rules()).doesNotContain("ingressroutes");
  }

  /** By a server that goes on; ChartTest holds what one that starts anew goes by. */
  @Test
  void typesThatAreDeletedBeforeTheirPoliciesBlockNoUpdateOfADeployment() {
    installed = false;
    assertThat(policies()).isNotEmpty();
    CLIENT.apiextensions().v1().customResourceDefinitions().withLabel(SELECTOR).delete();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                CLIENT
                    .apiextensions()
                    .v1()
                    .customResourceDefinitions()
                    .withLabel(SELECTOR)
                    .list()
                    .getItems()
                    .isEmpty());

    assertThat(policies()).as("they are still there").isNotEmpty();
    for (int version = 2; version < 40; version++) {
      String patch =
          "{\"spec\": {\"paused\": %s, \"template\": {\"spec\": {\"containers\": [{\"name\": \"shop\", \"image\": \"shop:v%d\"}]}}}}"
              .formatted(version % 2 == 0, version);
      assertThatCode(() -> patchShop(patch)).as("version %d", version).doesNotThrowAnyException();
    }
    SERVER.uninstall();
  }

  private static void patchShop(String patch) {
    var _ = CLIENT.resource(shop()).patch(PatchContext.of(PatchType.STRATEGIC_MERGE), patch);
  }

  private static String rules() {
    return CLIENT.rbac().clusterRoles().withName("mulkko").get().getRules().toString();
  }

  private static List<? extends HasMetadata> policies() {
    return CLIENT
        .admissionRegistration()
        .v1()
        .validatingAdmissionPolicies()
        .withLabel(SELECTOR)
        .list()
        .getItems();
  }

  private static List<HasMetadata> ours() {
    return Stream.of(
            CLIENT.apiextensions().v1().customResourceDefinitions().withLabel(SELECTOR).list(),
            CLIENT.rbac().clusterRoles().withLabel(SELECTOR).list(),
            CLIENT.rbac().clusterRoleBindings().withLabel(SELECTOR).list(),
            CLIENT.rbac().roles().inAnyNamespace().withLabel(SELECTOR).list(),
            CLIENT.rbac().roleBindings().inAnyNamespace().withLabel(SELECTOR).list(),
            CLIENT.serviceAccounts().inAnyNamespace().withLabel(SELECTOR).list(),
            CLIENT.apps().deployments().inAnyNamespace().withLabel(SELECTOR).list(),
            CLIENT.network().v1().networkPolicies().inAnyNamespace().withLabel(SELECTOR).list(),
            CLIENT.policy().v1().podDisruptionBudget().inAnyNamespace().withLabel(SELECTOR).list(),
            CLIENT
                .genericKubernetesResources(
                    "admissionregistration.k8s.io/v1", "ValidatingAdmissionPolicyBinding")
                .withLabel(SELECTOR)
                .list(),
            CLIENT
                .admissionRegistration()
                .v1()
                .validatingAdmissionPolicies()
                .withLabel(SELECTOR)
                .list())
        .flatMap(list -> list.getItems().stream().map(HasMetadata.class::cast))
        .toList();
  }

  private static Deployment shop() {
    return new DeploymentBuilder()
        .withNewMetadata()
        .withName("shop")
        .withNamespace("default")
        .endMetadata()
        .withNewSpec()
        .withNewSelector()
        .withMatchLabels(Map.of("app", "shop"))
        .endSelector()
        .withNewTemplate()
        .withNewMetadata()
        .withLabels(Map.of("app", "shop"))
        .endMetadata()
        .withNewSpec()
        .addNewContainer()
        .withName("shop")
        .withImage("shop:v1")
        .endContainer()
        .endSpec()
        .endTemplate()
        .endSpec()
        .build();
  }
}
