package dev.mulkko.cli.cluster;

import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.api.v1beta1.RolloutStatus;
import dev.mulkko.cli.terminal.Failure;
import dev.mulkko.cli.terminal.Outcome;
import dev.mulkko.kube.Json;
import dev.mulkko.kube.Names;
import dev.mulkko.kube.Ownership;
import dev.mulkko.kube.PatchDocument;
import dev.mulkko.kube.Snapshot;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The end of an undo, and the old template in the Deployment, for who has no GitOps tool that
 * writes it.
 *
 * @param before the stable revision before the undo
 * @param to the wanted one; null for the one that the operator chose
 */
public record Undone(Cluster cluster, String name, @Nullable String before, @Nullable String to) {

  private static final Duration LOOK_AGAIN = Duration.ofMillis(500);
  private static final int TRIES = 5;

  /** The revision that carries the traffic when all is done. */
  public String await(Duration timeout) {
    AtomicBoolean begun = new AtomicBoolean();
    return Looks.until(timeout, LOOK_AGAIN, () -> look(begun))
        .orElseThrow(
            () ->
                new Failure(
                    Outcome.TIMEOUT,
                    "the undo is not complete yet, the template was not written: once `kubectl mulkko status %s --until rest` has ended, write it yourself or ask again"
                        .formatted(name)));
  }

  private Optional<String> look(AtomicBoolean begun) {
    RolloutStatus status = cluster.rollout(name).getStatus();
    boolean underWay = status != null && status.rollout() != null;
    String stable = status == null ? null : status.stable();
    if (!underWay && stable != null && done(stable)) {
      return Optional.of(stable);
    }
    if (begun.get() && !underWay) {
      throw new Failure(
          Outcome.NO,
          "the undo was taken back, %s still has the traffic: see `kubectl mulkko get %s`"
              .formatted(stable, name));
    }
    begun.compareAndSet(false, underWay);
    return Optional.empty();
  }

  private boolean done(String stable) {
    return to == null ? !stable.equals(before) : stable.equals(to);
  }

  /** Guarded by the version of what was read; somebody may write at the same time. */
  public void writeTemplate(String revision) {
    for (int tries = 1; ; tries++) {
      try {
        write(revision);
        return;
      } catch (KubernetesClientException e) {
        boolean changed =
            e.getCode() == HttpURLConnection.HTTP_CONFLICT || e.getCode() == UNPROCESSABLE;
        if (!changed || tries == TRIES) {
          throw e;
        }
      }
    }
  }

  /** The answer to a patch whose test does not hold. */
  private static final int UNPROCESSABLE = 422;

  private void write(String revision) {
    Rollout rollout = cluster.rollout(name);
    Snapshot seen = Surroundings.revisions(cluster, rollout);
    Deployment deployment = seen.deployment();
    PodTemplateSpec template = template(seen, revision);
    if (deployment == null || template == null) {
      throw new Failure(
          Outcome.NO,
          "the template of %s cannot be read: write it to Deployment %s yourself"
              .formatted(revision, rollout.getSpec().workloadRef().name()));
    }
    String patch =
        PatchDocument.guarded(Json.tree(deployment))
            .replace("/spec/template", Json.tree(template))
            .toJson();
    cluster.patch(deployment.getMetadata().getName(), PatchType.JSON, patch);
  }

  private static @Nullable PodTemplateSpec template(Snapshot seen, String revision) {
    return seen.replicaSets().stream()
        .filter(rs -> Ownership.revision(rs).equals(revision))
        .map(rs -> rs.getSpec().getTemplate())
        .map(
            template ->
                new PodTemplateSpecBuilder(template)
                    .editMetadata()
                    .removeFromLabels(Names.HASH)
                    .endMetadata()
                    .build())
        .findFirst()
        .orElse(null);
  }
}
