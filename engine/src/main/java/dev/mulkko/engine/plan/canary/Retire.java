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
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Takes away what carries no traffic any more: pods first, then the Services that named them. */
public final class Retire {

  private Retire() {}

  static Optional<Decision> delayAfterPromotion(Scene scene) {
    Instant promoted = scene.progress().promotedAt();
    return promoted == null
        ? Optional.empty()
        : delay(scene, scene.stable(), promoted, scene.spec().warm());
  }

  /** A canary that never got traffic has nothing to drain. */
  static Optional<Decision> delayAfterReturn(Scene scene) {
    Verified returned = scene.progress().verified();
    boolean served =
        Traffic.gives(scene)
            || (scene.spec().sharesService() && scene.progress().step().reached() > 0);
    return returned == null || !served
        ? Optional.empty()
        : delay(scene, scene.canary(), returned.since(), scene.spec().strategy().scaleDownDelay());
  }

  private static Optional<Decision> delay(
      Scene scene, String revision, Instant since, Duration length) {
    Duration left = scene.left(since, length);
    return scene.wanted(revision) > 0 && left.isPositive()
        ? waiting(
            Note.of(
                Reason.AwaitingScaleDownDelay,
                "the pods of %s stay for %s after traffic left them",
                revision,
                Words.time(length)),
            left)
        : Optional.empty();
  }

  /** Everything that the Deployment does not own. */
  public static Optional<Decision> parked(Scene scene) {
    return retire(withPods(scene, rs -> true));
  }

  /**
   * What the Deployment controller made while nobody held it: the pin has taken its traffic away.
   */
  static Optional<Decision> strangers(Scene scene) {
    Optional<ReplicaSet> stranger =
        withPods(
            scene,
            rs -> !rs.revision().equals(scene.canary()) && !rs.revision().equals(scene.stable()));
    return stranger.isEmpty() || scene.service().pin() == null
        ? Optional.empty()
        : Settling.of(scene, "pin " + scene.service().pin(), scene.spec().serviceSettle())
            .or(() -> retire(stranger));
  }

  private static Optional<ReplicaSet> withPods(Scene scene, Predicate<ReplicaSet> which) {
    return scene.seen().replicaSets().stream()
        .filter(rs -> !rs.owned() && rs.wanted() > 0)
        .filter(which)
        .findFirst();
  }

  private static Optional<Decision> retire(Optional<ReplicaSet> one) {
    return one.flatMap(
        rs ->
            act(
                new Action.Scale(rs.revision(), 0),
                Note.of(Reason.Retired, "%s from %d to 0 pods", rs.revision(), rs.wanted())));
  }

  public static Optional<Decision> awaitStableGone(Scene scene) {
    return awaitGone(scene, scene.stable());
  }

  public static Optional<Decision> awaitCanaryGone(Scene scene) {
    return awaitGone(scene, scene.canary());
  }

  /**
   * As counted by its ReplicaSet, and as seen by the Service: an endpoint that is left would get
   * traffic when unpinned.
   */
  private static Optional<Decision> awaitGone(Scene scene, String revision) {
    int pods = scene.parkedPods();
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
                        "Service %s-%s is removed: nothing leads to it",
                        scene.spec().theService(),
                        revision)));
  }
}
