package dev.mulkko.engine.plan.canary;

import static dev.mulkko.engine.plan.Decision.act;

import dev.mulkko.engine.plan.Action;
import dev.mulkko.engine.plan.Decision;
import dev.mulkko.engine.plan.Note;
import dev.mulkko.engine.plan.Observation.Route;
import dev.mulkko.engine.plan.Observation.Shape;
import dev.mulkko.engine.plan.Reason;
import dev.mulkko.engine.plan.Scene;
import java.util.Map;
import java.util.Optional;

/** The Service and the routes of those who look at the canary before it has traffic. */
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

  /**
   * Each of the routes to the canary alone, in one write, once somebody would answer there. Nobody
   * waits for them: they carry no share of anything, and prove nothing.
   */
  static Optional<Decision> lead(Scene scene) {
    // One that is scaled to nothing will have no pods to be looked at.
    if (scene.canaryPods() == 0) {
      return leadHome(scene);
    }
    Shape alone = new Shape.Split(Map.of(scene.stable(), 0, scene.canary(), 100));
    return scene.previewRoutes().stream()
        .filter(route -> !route.shape().equals(alone))
        .filter(_ -> scene.backendReady(scene.canary()) > 0)
        .findFirst()
        .flatMap(
            route ->
                act(
                    new Action.SplitRoute(route.name(), scene.stable(), scene.canary(), 100, null),
                    Note.of(
                        Reason.PreviewPinned,
                        "%s leads to %s alone, for those who look at it before",
                        route.name(),
                        scene.canary())));
  }

  /**
   * Before the canary's pods go, and the Service that names it. There is time for that to be known
   * everywhere, but what says that it is not known is not waited for: a Gateway of previews alone
   * must not keep a failed canary.
   */
  static Optional<Decision> leadHome(Scene scene) {
    return Traffic.restore(scene, scene.previewRoutes(), Route::isSplit);
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
