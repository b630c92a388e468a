package dev.mulkko.e2e.docs;

import static org.assertj.core.api.Assertions.assertThatCode;

import dev.mulkko.e2e.Wait;
import dev.mulkko.testbed.cluster.Component;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicy;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicyBindingBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicyBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Somebody deletes the types by mistake, and the policies whose parameters they are stay. A server
 * that goes on remembers the type; one that starts anew does not know it.
 */
@Tag("cluster")
@Tag("alone")
@Execution(ExecutionMode.SAME_THREAD)
final class TypesGoneFirstTest {

  private static final Duration LIMIT = Duration.ofSeconds(90);

  /** Says no to one label, and so when policies are in force. */
  private static final String SIGN = "policies-are-in-force";

  @Test
  void noUpdateOfADeploymentIsBlockedByWhatIsLeft() {
    try (Installed cluster = Installed.inAnEmptyCluster()) {
      KubernetesClient client = cluster.lab().client();
      cluster.runs(Installed.app());
      cluster.runs(Installed.commands().getFirst());
      setSign(client);
      cluster.runs("kubectl delete crd --wait=false --selector=app.kubernetes.io/part-of=mulkko");
      // One that could not list what goes with a young type tries again ever more seldom.
      cluster.lab().cluster().restart(Component.API_SERVER);
      Wait.until(LIMIT, "the types are gone", () -> types(client).isEmpty());
      cluster.lab().cluster().restart(Component.API_SERVER);
      awaitSign(client);

      for (int version = 0; version < 30; version++) {
        assertThatCode(() -> update(client, "version")).doesNotThrowAnyException();
      }

      // What the policies would do if they said Fail: so this test can.
      policies(client).forEach(policy -> fail(client, policy));
      Wait.until(LIMIT, "a policy that fails refuses", () -> refuses(client, "version"));
    }
  }

  private static void setSign(KubernetesClient client) {
    client
        .resource(
            new ValidatingAdmissionPolicyBuilder()
                .withNewMetadata()
                .withName(SIGN)
                .endMetadata()
                .withNewSpec()
                .withFailurePolicy("Fail")
                .withNewMatchConstraints()
                .addNewResourceRule()
                .withApiGroups("apps")
                .withApiVersions("v1")
                .withOperations("UPDATE")
                .withResources("deployments")
                .endResourceRule()
                .endMatchConstraints()
                .addNewValidation()
                .withExpression("!('%s' in object.spec.template.metadata.labels)".formatted(SIGN))
                .endValidation()
                .endSpec()
                .build())
        .create();
    client
        .resource(
            new ValidatingAdmissionPolicyBindingBuilder()
                .withNewMetadata()
                .withName(SIGN)
                .endMetadata()
                .withNewSpec()
                .withPolicyName(SIGN)
                .withValidationActions("Deny")
                .endSpec()
                .build())
        .create();
    awaitSign(client);
  }

  private static void awaitSign(KubernetesClient client) {
    Wait.until(LIMIT, "policies are in force", () -> refuses(client, SIGN));
  }

  private static boolean refuses(KubernetesClient client, String label) {
    try {
      // What is not refused must leave no label that is.
      patch(client, label, List.of("All"));
      return false;
    } catch (KubernetesClientException e) {
      return e.getMessage() != null && e.getMessage().contains("ValidatingAdmissionPolicy");
    }
  }

  /** A new template each time. */
  private static void update(KubernetesClient client, String label) {
    patch(client, label, List.of());
  }

  private static void patch(KubernetesClient client, String label, List<String> dryRun) {
    String patch =
        "{\"spec\": {\"template\": {\"metadata\": {\"labels\": {\"%s\": \"%s\"}}}}}"
            .formatted(label, UUID.randomUUID());
    var _ =
        client
            .apps()
            .deployments()
            .inNamespace("default")
            .withName("web")
            .patch(
                new PatchContext.Builder()
                    .withPatchType(PatchType.JSON_MERGE)
                    .withDryRun(dryRun)
                    .build(),
                patch);
  }

  private static List<CustomResourceDefinition> types(KubernetesClient client) {
    return client
        .apiextensions()
        .v1()
        .customResourceDefinitions()
        .withLabel("app.kubernetes.io/part-of", "mulkko")
        .list()
        .getItems();
  }

  private static List<ValidatingAdmissionPolicy> policies(KubernetesClient client) {
    return client
        .admissionRegistration()
        .v1()
        .validatingAdmissionPolicies()
        .withLabel("app.kubernetes.io/part-of", "mulkko")
        .list()
        .getItems();
  }

  private static void fail(KubernetesClient client, ValidatingAdmissionPolicy policy) {
    var _ =
        client
            .resource(policy)
            .patch(
                PatchContext.of(PatchType.JSON_MERGE), "{\"spec\": {\"failurePolicy\": \"Fail\"}}");
  }
}
