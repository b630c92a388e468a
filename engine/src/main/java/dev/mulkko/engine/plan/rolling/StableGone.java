package dev.mulkko.engine.plan.rolling;

import static dev.mulkko.engine.plan.Decision.act;
import static dev.mulkko.engine.plan.Decision.remember;

import dev.mulkko.engine.plan.Action;
import dev.mulkko.engine.plan.Decision;
import dev.mulkko.engine.plan.Note;
import dev.mulkko.engine.plan.Reason;
import dev.mulkko.engine.plan.Scene;
import dev.mulkko.engine.plan.canary.Pins;
import dev.mulkko.engine.plan.canary.Rest;
import dev.mulkko.engine.plan.canary.Retire;
import java.util.Optional;
import java.util.stream.Stream;

/** Somebody deleted the ReplicaSet that an abort would go back to. */
final class StableGone {

  private StableGone() {}

  /** What the Deployment ends with by itself will be stable. */
  static Optional<Decision> attachAnew(Scene scene) {
    return scene.replicaSet(scene.stable()).isPresent() ? Optional.empty() : detach(scene);
  }

  /** The pods that were taken are the only ones that are left. */
  static Optional<Decision> goOn(Scene scene) {
    return scene.replicaSet(scene.stable()).isPresent()
        ? Optional.empty()
        : adoptNew(scene).or(() -> Retire.parked(scene)).or(() -> detach(scene));
  }

  private static Optional<Decision> detach(Scene scene) {
    return Pins.none(scene)
        .or(() -> Rest.release(scene))
        .or(
            () ->
                remember(
                    scene.memory().detached(),
                    Note.of(
                        Reason.StableReplaced,
                        "the ReplicaSet of stable %s is gone: what runs in its place will be stable",
                        scene.stable())));
  }

  /** The new one, unless more pods of another one answer. */
  private static Optional<Decision> adoptNew(Scene scene) {
    return scene.nothingOwned()
        ? Stream.concat(scene.replicaSet(scene.canary()).stream(), Return.taken(scene))
            .reduce((a, b) -> b.ready() > a.ready() ? b : a)
            .flatMap(left -> adopt(scene, left.revision()))
        : Optional.empty();
  }

  private static Optional<Decision> adopt(Scene scene, String revision) {
    return act(
        new Action.Adopt(revision),
        Note.of(
            Reason.Adopted,
            "Deployment %s owns %s, nothing else is left",
            scene.spec().workload(),
            revision));
  }
}
