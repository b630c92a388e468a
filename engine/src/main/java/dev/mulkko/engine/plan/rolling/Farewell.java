package dev.mulkko.engine.plan.rolling;

import static dev.mulkko.engine.plan.Decision.waiting;

import dev.mulkko.engine.plan.Decision;
import dev.mulkko.engine.plan.Note;
import dev.mulkko.engine.plan.Reason;
import dev.mulkko.engine.plan.Scene;
import dev.mulkko.engine.plan.canary.History;
import dev.mulkko.engine.plan.canary.Rest;
import java.util.Optional;

/** A Rollout that is deleted in the middle of a roll. */
final class Farewell {

  private Farewell() {}

  /** The Deployment has the template that it rolls to: it goes on by itself. */
  static Optional<Decision> whenDeleted(Scene scene) {
    if (!scene.seen().deleting() || !scene.wantedRevision().equals(scene.canary())) {
      return Optional.empty();
    }
    return History.giveBack(scene)
        .or(() -> Start.resume(scene))
        .or(() -> Rest.unmark(scene))
        .or(() -> Rest.release(scene))
        .or(() -> waiting(Note.of(Reason.RolloutDeleted, "nothing is left to give back")));
  }
}
