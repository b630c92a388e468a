package dev.mulkko.operator.observe;

import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.api.v1beta1.RolloutStatus;
import dev.mulkko.engine.model.Spec;
import dev.mulkko.kube.Snapshot;
import dev.mulkko.kube.advice.Advice;
import dev.mulkko.kube.advice.MetricAdvice;
import dev.mulkko.kube.advice.MirrorAdvice;
import dev.mulkko.kube.advice.Surroundings;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Advice for a Rollout. What stands in the caches is looked at in every pass. The rest is read from
 * the server, but only at rest, and only when the Rollout or its Deployment changed since: a
 * rollout does not wait for it, a restart and a quiet cluster cost no request.
 */
public final class Advisor {

  private final SurroundingsReader surroundings;
  private final Map<String, Said> said = new ConcurrentHashMap<>();

  public Advisor(SurroundingsReader surroundings) {
    this.surroundings = surroundings;
  }

  private record Said(long rollout, long deployment, List<String> around) {}

  /**
   * Sentences for the status.
   *
   * @param atRest whether no rollout is going on
   */
  public List<String> advise(Snapshot snapshot, Spec spec, boolean atRest) {
    Deployment deployment = snapshot.deployment();
    return deployment == null
        ? List.of()
        : Advice.of(
            deployment,
            spec,
            Stream.of(
                    MetricAdvice.of(deployment, spec),
                    MirrorAdvice.of(snapshot, spec),
                    around(snapshot, deployment, atRest))
                .flatMap(List::stream)
                .toList());
  }

  private List<String> around(Snapshot snapshot, Deployment deployment, boolean atRest) {
    Rollout rollout = snapshot.rollout();
    String key = snapshot.namespace() + "/" + snapshot.name();
    long rolloutNow = rollout.getMetadata().getGeneration();
    long deploymentNow = deployment.getMetadata().getGeneration();
    Said before = said.get(key);
    if (before == null && seenBefore(rollout)) {
      before = new Said(rolloutNow, deploymentNow, Advice.aroundAsSaid(rollout.getStatus()));
      said.put(key, before);
    }
    boolean changed =
        before == null || before.rollout != rolloutNow || before.deployment != deploymentNow;
    if (atRest && changed) {
      Surroundings read = surroundings.of(snapshot.namespace());
      before = new Said(rolloutNow, deploymentNow, Advice.around(deployment, read));
      said.put(key, before);
    }
    return before == null ? List.of() : before.around;
  }

  /** By the process before this one. */
  private static boolean seenBefore(Rollout rollout) {
    RolloutStatus status = rollout.getStatus();
    return status != null && status.observedGeneration() == rollout.getMetadata().getGeneration();
  }

  /** Reads from the server. */
  @FunctionalInterface
  public interface SurroundingsReader {
    Surroundings of(String namespace);
  }
}
