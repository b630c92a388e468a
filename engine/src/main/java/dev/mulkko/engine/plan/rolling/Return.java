package dev.mulkko.engine.plan.rolling;

import static dev.mulkko.engine.plan.Decision.waiting;

import dev.mulkko.engine.model.Progress.Abort;
import dev.mulkko.engine.plan.Decision;
import dev.mulkko.engine.plan.Note;
import dev.mulkko.engine.plan.Observation.ReplicaSet;
import dev.mulkko.engine.plan.Reason;
import dev.mulkko.engine.plan.Scene;
import dev.mulkko.engine.plan.canary.Pins;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Stable grows back, beside the pods that were taken from the Deployment. */
final class Return {

  private static final Duration LOOK = Duration.ofSeconds(1);

  private Return() {}

  /**
   * Pods that were taken get nothing any more, as soon as no pod of stable gets more than twice its
   * share by that; but a Service that leads to nobody is no help.
   */
  static Optional<Decision> pin(Scene scene) {
    if (scene.spec().service() == null || scene.parkedPods() == 0) {
      return Optional.empty();
    }
    int stable = scene.answering(scene.stable());
    if (stable == 0) {
      return readyTaken(scene) == 0 ? Optional.empty() : Pins.none(scene);
    }
    int others = taken(scene).mapToInt(rs -> scene.service().readyOf(rs.revision())).sum();
    return stable >= others || stable >= scene.workload().replicas()
        ? Pins.stableAgain(scene)
        : Optional.empty();
  }

  static Optional<Decision> awaitPin(Scene scene) {
    return narrowed(scene) ? Pins.awaitStable(scene) : Optional.empty();
  }

  static Optional<Decision> settlePin(Scene scene) {
    return narrowed(scene) ? Pins.settleStable(scene) : Optional.empty();
  }

  private static boolean narrowed(Scene scene) {
    return scene.parkedPods() > 0 && scene.stable().equals(scene.service().pin());
  }

  /**
   * All of stable, unless no pod that was taken is ready and would be missed; after a long time as
   * many as those, so that not half of what answers is lost.
   */
  static Optional<Decision> awaitStable(Scene scene) {
    int others = readyTaken(scene);
    int ready = scene.answering(scene.stable());
    int need = late(scene) ? others : scene.workload().replicas();
    return others == 0 || ready >= need
        ? Optional.empty()
        : waiting(
            Note.of(
                Reason.AwaitingStable,
                "%d of %d pods of stable %s are ready; until then %d of %s stay",
                ready,
                need,
                scene.stable(),
                others,
                taken(scene)
                    .filter(rs -> rs.ready() > 0)
                    .map(ReplicaSet::revision)
                    .collect(Collectors.joining(", "))),
            LOOK);
  }

  /**
   * From the Deployment: the new revision, and any other that its controller went on to while
   * nobody held it.
   */
  static Stream<ReplicaSet> taken(Scene scene) {
    return scene.seen().replicaSets().stream()
        .filter(rs -> !rs.owned() && !rs.revision().equals(scene.stable()));
  }

  private static int readyTaken(Scene scene) {
    return taken(scene).mapToInt(ReplicaSet::ready).sum();
  }

  private static boolean late(Scene scene) {
    Abort abort = scene.progress().abort();
    return abort != null && !scene.left(abort.at(), scene.spec().progressDeadline()).isPositive();
  }
}
