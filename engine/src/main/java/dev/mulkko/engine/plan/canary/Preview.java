package dev.mulkko.engine.plan.canary;

import static dev.mulkko.engine.plan.Decision.act;

import dev.mulkko.engine.plan.Action;
import dev.mulkko.engine.plan.Decision;
import dev.mulkko.engine.plan.Note;
import dev.mulkko.engine.plan.Reason;
import dev.mulkko.engine.plan.Scene;
import java.util.Optional;

/** The Service of those who look at the canary before it has traffic. */
final class Preview {

  private Preview() {}

  /** Once somebody would answer there. */
  static Optional<Decision> pin(Scene scene) {
    return scene
        .seen()
        .preview()
        .filter(preview -> !scene.canary().equals(preview.pin()))
        .filter(_ -> scene.backendReady(scene.canary()) > 0)
        .flatMap(
            preview ->
                act(
                    new Action.PinPreview(scene.canary()),
                    Note.of(
                        Reason.PreviewPinned,
                        "Service %s selects %s alone, for those who look at it before",
                        preview.name(),
                        scene.canary())));
  }

  static Optional<Decision> free(Scene scene) {
    return scene
        .seen()
        .preview()
        .filter(preview -> preview.pin() != null)
        .flatMap(
            preview ->
                act(
                    new Action.PinPreview(null),
                    Note.of(
                        Reason.Unpinned, "Service %s has its own selector again", preview.name())));
  }
}
