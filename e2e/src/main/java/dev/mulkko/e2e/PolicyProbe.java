package dev.mulkko.e2e;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.util.UUID;

/** A held Deployment without pods, on which writes are tried that change nothing. */
record PolicyProbe(KubernetesClient client, String namespace) implements AutoCloseable {

  static PolicyProbe of(KubernetesClient client) {
    PolicyProbe probe = new PolicyProbe(client, "probe-" + UUID.randomUUID());
    for (HasMetadata object : Manifest.read(client, "policy-probe.yaml")) {
      if (object.getKind().equals("Namespace")) {
        object.getMetadata().setName(probe.namespace);
      } else {
        object.getMetadata().setNamespace(probe.namespace);
      }
      client.resource(object).create();
    }
    client
        .genericKubernetesResources("mulkko.dev/v1beta1", "Rollout")
        .inNamespace(probe.namespace)
        .withName("probe")
        .subresource("status")
        .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"status\": {\"stable\": \"probe\"}}");
    return probe;
  }

  /**
   * Policies, and that they are gone, take about a second to be in force. A server that has just
   * started and does not know the type of their parameter yet looks for it again after 30 s.
   */
  void await(boolean inForce, boolean mutating) {
    DryRun probe = new DryRun(client, namespace, "probe");
    Wait.until(
        Duration.ofSeconds(60),
        inForce ? "the policies are in force" : "no policy is in force",
        () -> probe.refuses() == inForce && probe.holds() == (inForce && mutating));
  }

  @Override
  public void close() {
    client.namespaces().withName(namespace).delete();
  }
}
