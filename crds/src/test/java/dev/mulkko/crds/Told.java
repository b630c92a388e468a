package dev.mulkko.crds;

import dev.mulkko.api.v1beta1.DeploymentRecord;
import dev.mulkko.api.v1beta1.DeploymentRecordSpec;
import dev.mulkko.api.v1beta1.RecordedBy;
import dev.mulkko.api.v1beta1.RecordedVersion;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A record, and the writes to it. */
record Told(DeploymentRecord record) {

  static final String CLOSING =
      "{\"status\": {\"outcome\": \"Promoted\", \"reason\": \"Promoted\", \"message\": \"it is good\"}}";

  static DeploymentRecord open(String namespace, String name) {
    DeploymentRecord record = new DeploymentRecord();
    record.setMetadata(
        new ObjectMetaBuilder()
            .withNamespace(namespace)
            .withName(name)
            .withLabels(Map.of("mulkko.dev/rollout", "shop"))
            .build());
    record.setSpec(
        new DeploymentRecordSpec(
            "shop",
            "9f3c3a52-5d3c-4f0a-9a34-0b5d2f3f9f10",
            "shop",
            1,
            "Canary",
            Instant.parse("2026-11-24T08:30:00Z"),
            new RecordedVersion("6f4c", null, null, null, null, List.of()),
            new RecordedVersion("7d9e", null, null, null, null, List.of()),
            false,
            new RecordedBy("kim", "Stamped"),
            null,
            "c0ffee"));
    return record;
  }

  /** As the operator creates it. */
  static Told create(KubernetesClient client, String namespace, String name) {
    DeploymentRecord record = open(namespace, name);
    client.raw(
        "/apis/mulkko.dev/v1beta1/namespaces/%s/deploymentrecords?fieldManager=%s"
            .formatted(namespace, Operator.FIELD_MANAGER),
        "POST",
        record);
    return new Told(record);
  }

  /** As the operator writes it. */
  DeploymentRecord status(KubernetesClient client, String patch) {
    return client
        .resource(record)
        .subresource("status")
        .patch(Operator.patch(PatchType.JSON_MERGE), patch);
  }

  /** As anybody else does. */
  DeploymentRecord statusByHand(KubernetesClient client, String patch) {
    return client
        .resource(record)
        .subresource("status")
        .patch(PatchContext.of(PatchType.JSON_MERGE), patch);
  }

  DeploymentRecord patch(KubernetesClient client, String patch) {
    return client.resource(record).patch(PatchContext.of(PatchType.JSON_MERGE), patch);
  }
}
