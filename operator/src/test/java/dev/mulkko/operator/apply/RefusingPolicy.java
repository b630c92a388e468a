package dev.mulkko.operator.apply;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Refuses every change of every Deployment of one namespace, until it is closed. */
record RefusingPolicy(KubernetesClient client, List<HasMetadata> objects) implements AutoCloseable {

  static RefusingPolicy of(KubernetesClient client, String namespace, String reason) {
    String text =
        """
        apiVersion: admissionregistration.k8s.io/v1
        kind: ValidatingAdmissionPolicy
        metadata:
          name: refuse.%1$s
        spec:
          matchConstraints:
            resourceRules:
              - apiGroups: [apps]
                apiVersions: [v1]
                operations: [UPDATE]
                resources: [deployments]
          validations:
            - expression: "false"
              message: nothing may change here
              reason: %2$s
        ---
        apiVersion: admissionregistration.k8s.io/v1
        kind: ValidatingAdmissionPolicyBinding
        metadata:
          name: refuse.%1$s
        spec:
          policyName: refuse.%1$s
          validationActions: [Deny]
          matchResources:
            namespaceSelector:
              matchLabels:
                kubernetes.io/metadata.name: %1$s
        """
            .formatted(namespace, reason);
    List<HasMetadata> objects =
        client.load(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))).items();
    objects.forEach(object -> client.resource(object).create());
    return new RefusingPolicy(client, objects);
  }

  /** A new policy takes about a second. The object is not changed by this. */
  void awaitInForce(HasMetadata object) {
    await().until(() -> refuses(object));
  }

  private boolean refuses(HasMetadata object) {
    try {
      client.resource(object).dryRun().update();
      return false;
    } catch (KubernetesClientException e) {
      return true;
    }
  }

  @Override
  public void close() {
    objects.forEach(object -> client.resource(object).delete());
  }
}
