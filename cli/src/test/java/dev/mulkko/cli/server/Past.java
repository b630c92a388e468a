package dev.mulkko.cli.server;

import dev.mulkko.api.v1beta1.DeploymentRecord;
import dev.mulkko.api.v1beta1.DeploymentRecordSpec;
import dev.mulkko.api.v1beta1.DeploymentRecordStatus;
import dev.mulkko.api.v1beta1.GateRecord;
import dev.mulkko.api.v1beta1.RecordedBy;
import dev.mulkko.api.v1beta1.RecordedImage;
import dev.mulkko.api.v1beta1.RecordedVersion;
import dev.mulkko.api.v1beta1.StepRecord;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was delivered in a namespace before.
 *
 * @param began when the first attempt did; each other is an hour later
 */
public record Past(ApiServer server, String namespace, Instant began) {

  /** Created, and closed unless the outcome is null. */
  public DeploymentRecord attempt(
      String rollout,
      long attempt,
      @Nullable RecordedBy by,
      String ticket,
      @Nullable String outcome) {
    KubernetesClient client = server.client();
    DeploymentRecord record = new DeploymentRecord();
    record.setMetadata(
        new ObjectMetaBuilder()
            .withNamespace(namespace)
            .withName(rollout + "-" + attempt)
            .withLabels(Map.of("mulkko.dev/rollout", rollout))
            .build());
    Instant at = began.plus(Duration.ofHours(attempt));
    record.setSpec(
        new DeploymentRecordSpec(
            rollout,
            "9f3c3a52-5d3c-4f0a-9a34-0b5d2f3f9f10",
            rollout,
            attempt,
            "Canary",
            at,
            version(ticket, at.minus(Duration.ofDays(1)), "bbbbbbbbbb"),
            version(ticket, at.minus(Duration.ofMinutes(30)), "dddddddddd"),
            false,
            by,
            null,
            "c0ffee-" + attempt));
    DeploymentRecord created = client.resource(record).create();
    if (outcome != null) {
      created.setStatus(closed(outcome, at));
      client.resource(created).updateStatus();
    }
    return created;
  }

  private static RecordedVersion version(String ticket, Instant built, String revision) {
    String name = ticket + "-checkout-20261124093000";
    return new RecordedVersion(
        revision,
        name,
        ticket,
        "checkout",
        built,
        List.of(
            new RecordedImage(
                "app", "registry.example/checkout:" + name, "sha256:" + "4f".repeat(32))));
  }

  private static DeploymentRecordStatus closed(String outcome, Instant at) {
    return new DeploymentRecordStatus(
        outcome,
        outcome,
        "the end of it, in a sentence with numbers",
        at.plusSeconds(720),
        600L,
        120L,
        2520L,
        null,
        List.of(
            new StepRecord("1/3 setWeight 5", 5, 20, 26L, 146, List.of()),
            new StepRecord("2/3 setWeight 25", 25, 146, 150L, 400, List.of()),
            new StepRecord("3/3 setWeight 50", 50, 400, 404L, 720, List.of())),
        List.of(
            new GateRecord("errors", 40, 0, "Passed", "0.1%"),
            new GateRecord("p99", 38, 2, "Passed", "310ms")),
        List.of(),
        null,
        null);
  }
}
