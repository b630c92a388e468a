package dev.mulkko.engine.plan.canary;

import static dev.mulkko.engine.plan.Decision.waiting;

import dev.mulkko.engine.model.Progress;
import dev.mulkko.engine.model.Progress.Verified;
import dev.mulkko.engine.plan.Decision;
import dev.mulkko.engine.plan.Note;
import dev.mulkko.engine.plan.Reason;
import dev.mulkko.engine.plan.Scene;
import java.time.Duration;
import java.util.Optional;

/** Time for a data plane to carry what its status already says. */
final class Settling {

  private Settling() {}

  /**
   * @param what the state of traffic that was verified; another one than before starts the time
   *     anew
   */
  static Optional<Decision> of(Scene scene, String what, Duration length) {
    Progress progress = scene.progress();
    Verified verified = progress.verified();
    if (verified == null || !verified.what().equals(what)) {
      return waiting(
          scene.memory().with(progress.verified(new Verified(what, scene.now()))),
          note(what, length),
          length);
    }
    Duration left = scene.left(verified.since(), length);
    return left.isPositive() ? waiting(note(what, length), left) : Optional.empty();
  }

  private static Note note(String what, Duration length) {
    return Note.of(Reason.Settling, "%s is verified and settles for %s", what, Words.time(length));
  }
}
