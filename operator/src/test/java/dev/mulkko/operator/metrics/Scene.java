package dev.mulkko.operator.metrics;

import dev.mulkko.api.v1beta1.DeployLock;
import dev.mulkko.api.v1beta1.MetricProvider;
import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.kube.AnyLock;
import dev.mulkko.operator.observe.Watched;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Instant;
import java.util.List;

/** Rollouts and a lock, as they are watched. */
public record Scene(List<Rollout> allRollouts, List<MetricProvider> providers, List<AnyLock> locks)
    implements Watched {

  public static final Instant NOW = Instant.parse("2026-11-24T08:30:00Z");

  private static final KubernetesSerialization YAML = new KubernetesSerialization();

  private static final String SPEC =
      """
      apiVersion: mulkko.dev/v1beta1
      kind: Rollout
      metadata: {name: NAME, namespace: shop}
      spec:
        workloadRef: {kind: Deployment, name: web}
        traffic: {service: web, routes: [{kind: HTTPRoute, name: web}]}
        strategy: {canary: {steps: [{setWeight: 5}, {pause: {duration: 5m}}, {setWeight: 50}]}}
        analysis:
          metrics:
          - {name: errors, query: up, max: 0.05}
          - {name: p99, query: '$(pods)', compare: {to: Stable, factor: 1.5}, max: 2}
          - {name: orders, query: up, min: 10}
      """;

  /** Half way through, with all that can be told of one. */
  static final String BUSY =
      """
      status:
        observedGeneration: 2
        phase: Progressing
        strategy: Canary
        step: 3/4
        weight: 5%
        reason: Settling
        stable: old
        canary: new
        rollout:
          startedAt: 2026-11-24T08:00:00Z
          stepIndex: 2
          stepEnteredAt: 2026-11-24T08:29:30Z
          metrics:
          - {name: errors, passed: 3, failed: 1, outcome: Failed, value: "0.07", at: 2026-11-24T08:29:50Z}
          - {name: p99, passed: 4, failed: 0, outcome: Passed, value: 0.3 (stable 0.25), at: 2026-11-24T08:29:50Z}
          - {name: orders, passed: 0, failed: 0, outcome: NoData, value: empty result, at: 2026-11-24T08:29:50Z, silentSince: 2026-11-24T08:28:20Z}
          requests:
          - {counter: errors, through: 2026-11-24T08:29:59Z, clock: 1, reserve: 1, worse: [1], healthy: [1], counts: [140, 7, 2660, 11], clump: 1000}
      """;

  static final String PAUSED =
      """
      status:
        observedGeneration: 2
        phase: Paused
        strategy: Canary
        step: 2/4
        weight: 5%
        reason: AwaitingApproval
        stable: old
        canary: new
        rollout: {startedAt: 2026-11-24T08:00:00Z, stepIndex: 1}
        conditions:
        - {type: Paused, status: "True", reason: AwaitingApproval, message: m, lastTransitionTime: 2026-11-24T08:20:00Z}
      """;

  static final String AT_REST =
      """
      status: {observedGeneration: 2, phase: Healthy, strategy: Canary, reason: Healthy, stable: old}
      """;

  /** All of them, and one that nobody has looked at. */
  public static Scene of() {
    return of(
        rollout("busy", BUSY),
        rollout("paused", PAUSED),
        rollout("rest", AT_REST),
        rollout("unseen", ""));
  }

  /** The same, and one that a lock holds. */
  public static Scene locked() {
    return of(
        rollout("busy", BUSY),
        rollout("paused", PAUSED),
        rollout("locked", PAUSED.replace("AwaitingApproval", "Locked")));
  }

  static Scene of(Rollout... rollouts) {
    DeployLock lock =
        YAML.unmarshal(
            """
            apiVersion: mulkko.dev/v1beta1
            kind: DeployLock
            metadata: {name: freeze, namespace: shop}
            spec: {reason: year end}
            """,
            DeployLock.class);
    return new Scene(List.of(rollouts), List.of(), List.of(AnyLock.of(lock)));
  }

  static Rollout rollout(String name, String status) {
    return YAML.unmarshal(SPEC.replace("NAME", name) + status, Rollout.class);
  }
}
