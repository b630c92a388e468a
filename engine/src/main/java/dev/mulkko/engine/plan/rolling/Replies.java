package dev.mulkko.engine.plan.rolling;

import dev.mulkko.engine.plan.Decision;
import dev.mulkko.engine.plan.Scene;
import dev.mulkko.engine.plan.canary.Asks;
import dev.mulkko.engine.plan.canary.Unlocking;
import java.util.Optional;

/** What people hear who ask for something in the middle of a roll. */
final class Replies {

  private Replies() {}

  /** A paused Deployment with two that have pods stands still for ever, at no share of its own. */
  static Optional<Decision> onTheWay(Scene scene) {
    return Asks.answered(
        scene,
        asked ->
            switch (asked.verb()) {
              case Abort -> Optional.empty();
              case Pause ->
                  Asks.no(
                      scene,
                      "a rolling update cannot be paused: abort brings %s back"
                          .formatted(scene.stable()));
              case Resume, Skip, Promote ->
                  Asks.no(
                      scene,
                      "a rolling update has no steps: Deployment %s goes on by itself, as its maxSurge and maxUnavailable say"
                          .formatted(scene.spec().workload()));
              case Unlock -> Unlocking.unlock(scene, asked);
              case Retry -> Asks.no(scene, "%s is being tried".formatted(scene.canary()));
              case Undo ->
                  Asks.no(
                      scene,
                      "a rollout of %s is going on: abort brings %s back"
                          .formatted(scene.canary(), scene.stable()));
            });
  }
}
