package dev.mulkko.engine.plan.canary;

import static dev.mulkko.engine.plan.Decision.act;
import static dev.mulkko.engine.plan.Decision.waiting;

import dev.mulkko.engine.model.Progress.Verified;
import dev.mulkko.engine.plan.Action;
import dev.mulkko.engine.plan.Decision;
import dev.mulkko.engine.plan.Note;
import dev.mulkko.engine.plan.Observation.ReplicaSet;
import dev.mulkko.engine.plan.Reason;
import dev.mulkko.engine.plan.Scene;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** Takes away what carries no traffic any more: pods first, then the Services that named them. */
final class Retire {

  private Retire() {}

  static Optional<Decision> delayAfterPromotion(Scene scene) {
    Instant promoted = scene.progress().promotedAt();
    return promoted == null ? Optional.empty() : delay(scene, scene.stable(), promoted);
  }

  /** A canary that never got traffic has nothing to drain. */
  static Optional<Decision> delayAfterReturn(Scene scene) {
    Verified returned = scene.progress().verified();
    return returned == null || !Traffic.isSplit(scene)
        ? Optional.empty()
        : delay(scene, scene.canary(), returned.since());
  }

  private static Optional<Decision> delay(Scene scene, String revision, Instant since) {
    Duration length = scene.spec().strategy().scaleDownDelay();
    Duration left = scene.left(since, length);
    return wanted(scene, revision) > 0 && left.isPositive()
        ? waiting(
            Note.of(
                Reason.AwaitingScaleDownDelay,
                "the pods of %s stay for %s after traffic left them",
                revision,
                Words.time(length)),
            left)
        : Optional.empty();
  }

  static Optional<Decision> stable(Scene scene) {
    return retire(scene, scene.stable());
  }

  static Optional<Decision> canary(Scene scene) {
    return retire(scene, scene.canary());
  }

  private static Optional<Decision> retire(Scene scene, String revision) {
    int wanted = wanted(scene, revision);
    return wanted == 0
        ? Optional.empty()
        : act(
            new Action.Scale(revision, 0),
            Note.of(Reason.Retired, "%s from %d to 0 pods", revision, wanted));
  }

  static Optional<Decision> awaitStableGone(Scene scene) {
    return awaitGone(scene, scene.stable());
  }

  static Optional<Decision> awaitCanaryGone(Scene scene) {
    return awaitGone(scene, scene.canary());
  }

  /**
   * As counted by its ReplicaSet, and as seen by the Service: an endpoint that is left would get
   * traffic when unpinned.
   */
  private static Optional<Decision> awaitGone(Scene scene, String revision) {
    int pods = scene.pods(revision);
    int endpoints = scene.backendReady(revision);
    return pods == 0 && endpoints == 0
        ? Optional.empty()
        : waiting(
            Note.of(
                Reason.AwaitingPodsGone,
                "%d pods and %d endpoints of %s are left",
                pods,
                endpoints,
                revision));
  }

  static Optional<Decision> backends(Scene scene) {
    return Stream.of(scene.canary(), scene.stable())
        .filter(scene::hasBackend)
        .findFirst()
        .flatMap(
            revision ->
                act(
                    new Action.DeleteBackend(revision),
                    Note.of(
                        Reason.BackendRemoved,
                        "Service %s-%s is removed: no route names it",
                        scene.spec().service(),
                        revision)));
  }

  private static int wanted(Scene scene, String revision) {
    return scene.replicaSet(revision).map(ReplicaSet::wanted).orElse(0);
  }
}
