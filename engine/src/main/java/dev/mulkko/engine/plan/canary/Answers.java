package dev.mulkko.engine.plan.canary;

import static dev.mulkko.engine.plan.Decision.act;

import dev.mulkko.engine.plan.Action;
import dev.mulkko.engine.plan.Decision;
import dev.mulkko.engine.plan.Note;
import dev.mulkko.engine.plan.Reason;
import dev.mulkko.engine.plan.Scene;
import java.util.Optional;

/** What people who asked for something are told. */
final class Answers {

  private Answers() {}

  static Optional<Decision> nothingGoesOn(Scene scene) {
    return answer(
        scene,
        false,
        "there is nothing to abort: no rollout of %s is going on"
            .formatted(scene.spec().rollout()));
  }

  static Optional<Decision> alreadyPromoted(Scene scene) {
    return answer(
        scene,
        false,
        "%s is promoted already: set the template back to release %s again"
            .formatted(scene.canary(), scene.stable()));
  }

  static Optional<Decision> aborted(Scene scene) {
    return answer(scene, true, "all traffic is at %s again".formatted(scene.stable()));
  }

  private static Optional<Decision> answer(Scene scene, boolean done, String message) {
    return scene
        .seen()
        .asked()
        .flatMap(
            asked ->
                act(
                    new Action.Answer(asked.name(), done, message),
                    Note.of(Reason.ActionAnswered, "%s: %s", asked.name(), message)));
  }
}
