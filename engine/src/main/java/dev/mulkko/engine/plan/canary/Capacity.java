package dev.mulkko.engine.plan.canary;

import static dev.mulkko.engine.plan.Decision.act;
import static dev.mulkko.engine.plan.Decision.waiting;

import dev.mulkko.engine.model.Progress.Abort;
import dev.mulkko.engine.model.Replicas;
import dev.mulkko.engine.plan.Action;
import dev.mulkko.engine.plan.Decision;
import dev.mulkko.engine.plan.Note;
import dev.mulkko.engine.plan.Observation.ReplicaSet;
import dev.mulkko.engine.plan.Reason;
import dev.mulkko.engine.plan.Scene;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** Pods before traffic: no share of it ever meets a backend that cannot carry it. */
final class Capacity {

  /**
   * While pods start, they are looked at this often: a pod that crashes before it is ready changes
   * no count.
   */
  private static final Duration LOOK = Duration.ofSeconds(1);

  private Capacity() {}

  static Optional<Decision> createBackends(Scene scene) {
    return Stream.of(scene.stable(), scene.canary())
        .filter(revision -> !scene.hasBackend(revision))
        .findFirst()
        .flatMap(
            revision ->
                act(
                    new Action.CreateBackend(revision),
                    Note.of(
                        Reason.BackendCreated,
                        "Service %s-%s selects %s alone",
                        scene.spec().theService(),
                        revision,
                        revision)));
  }

  /** A route that names a Service which is gone is never verified again. */
  static Optional<Decision> mendBackends(Scene scene) {
    return Traffic.isSplit(scene) ? createBackends(scene) : Optional.empty();
  }

  /** Never takes any away: they may carry what the route gave them before. */
  static Optional<Decision> raise(Scene scene) {
    int need = need(scene);
    Optional<ReplicaSet> canary = scene.replicaSet(scene.canary());
    if (canary.isEmpty()) {
      return act(
          new Action.CreateReplicaSet(scene.canary(), need),
          Note.of(
              Reason.CanaryScaled,
              "%s is created with %d pods: %s",
              scene.canary(),
              need,
              reckoning(scene)));
    }
    return canary.get().wanted() >= need ? Optional.empty() : scaled(scene, need);
  }

  /** When the Deployment's replicas were lowered, once the traffic is settled. */
  static Optional<Decision> lower(Scene scene) {
    int need = need(scene);
    return scene.wanted(scene.canary()) <= need ? Optional.empty() : scaled(scene, need);
  }

  /** To take stable's place it needs as many pods as the Deployment, whatever its share is now. */
  static Optional<Decision> raiseToAll(Scene scene) {
    int all = scene.workload().replicas();
    return scene.wanted(scene.canary()) >= all ? Optional.empty() : scaled(scene, all);
  }

  private static Optional<Decision> scaled(Scene scene, int need) {
    return act(
        new Action.Scale(scene.canary(), need),
        Note.of(
            Reason.CanaryScaled,
            "%s from %d to %d pods: %s",
            scene.canary(),
            scene.wanted(scene.canary()),
            need,
            reckoning(scene)));
  }

  private static String reckoning(Scene scene) {
    int all = scene.workload().replicas();
    int percent = scene.load();
    if (scene.canaryPods() > scene.carryingPods()) {
      return scene.cursor().scale().words(all);
    }
    return scene.spec().sharesService() && percent < 100
        ? "%d %% beside %d".formatted(percent, all)
        : "%d %% of %d".formatted(percent, all);
  }

  /** Waits until both revisions can carry their next share, as seen in EndpointSlices. */
  static Optional<Decision> awaitEndpoints(Scene scene) {
    int weight = scene.weight();
    int canary = scene.backendReady(scene.canary());
    if (canary < need(scene)) {
      return waiting(
          Note.of(
              Reason.AwaitingEndpoints,
              "%d of %d endpoints of %s are ready for %d %%",
              canary,
              need(scene),
              scene.canary(),
              scene.load()),
          LOOK);
    }
    return weight == 100 ? Optional.empty() : awaitBackend(scene, 100 - weight);
  }

  /** Before traffic comes back, stable must be able to take it; unless the canary serves nobody. */
  static Optional<Decision> awaitStable(Scene scene) {
    boolean canaryServes =
        scene.backendReady(scene.canary()) > 0
            && (Traffic.leadsToCanary(scene) || scene.service().readyOf(scene.canary()) > 0);
    return canaryServes && scene.hasBackend(scene.stable())
        ? awaitBackend(scene, 100)
        : Optional.empty();
  }

  /** What was parked with its pods may have lost them since, or be too small by now. */
  static Optional<Decision> raiseStable(Scene scene) {
    int need = scene.workload().replicas();
    int wanted = scene.wanted(scene.stable());
    return wanted >= need
        ? Optional.empty()
        : act(
            new Action.Scale(scene.stable(), need),
            Note.of(
                Reason.CanaryScaled,
                "stable %s from %d to %d pods, to take the traffic back",
                scene.stable(),
                wanted,
                need));
  }

  /**
   * All of it must fit, unless nobody else answers or it has been waited for long: then some are
   * better than a failed canary.
   */
  static Optional<Decision> awaitStableWhole(Scene scene) {
    Abort abort = scene.progress().abort();
    boolean late =
        abort != null && !scene.left(abort.at(), scene.spec().progressDeadline()).isPositive();
    boolean alone = scene.backendReady(scene.canary()) == 0;
    int need = late || alone ? share(scene, 1) : scene.workload().replicas();
    // Endpoints alone may still be those of pods that were just taken away.
    int pods = scene.replicaSet(scene.stable()).map(ReplicaSet::ready).orElse(0);
    int ready = Math.min(pods, scene.backendReady(scene.stable()));
    return ready >= need
        ? Optional.empty()
        : waiting(
            Note.of(
                Reason.AwaitingEndpoints,
                "%d of %d endpoints of stable %s are ready to take the traffic back",
                ready,
                need,
                scene.stable()),
            LOOK);
  }

  private static Optional<Decision> awaitBackend(Scene scene, int share) {
    int ready = scene.backendReady(scene.stable());
    // One ready pod less must not keep a failed canary in traffic: stable needs some, not all.
    // On the way forward it needs no more than it has: weight only leaves it.
    int need =
        share == 100
            ? Math.min(1, scene.workload().replicas())
            : Math.min(share(scene, share), scene.service().readyOf(scene.stable()));
    return ready >= need
        ? Optional.empty()
        : waiting(
            Note.of(
                Reason.AwaitingEndpoints,
                "%d of %d endpoints of stable %s are ready for %d %%",
                ready,
                need,
                scene.stable(),
                share),
            LOOK);
  }

  private static int need(Scene scene) {
    return scene.canaryPods();
  }

  private static int share(Scene scene, int percent) {
    return Replicas.forShare(percent, scene.workload().replicas());
  }
}
