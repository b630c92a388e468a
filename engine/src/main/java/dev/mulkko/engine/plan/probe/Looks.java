package dev.mulkko.engine.plan.probe;

import dev.mulkko.engine.model.Look;
import dev.mulkko.engine.model.Probed;
import dev.mulkko.engine.model.Progress;
import dev.mulkko.engine.model.Progress.Verified;
import dev.mulkko.engine.plan.Scene;
import java.time.Duration;
import java.util.Optional;

/** Which look is due. Rules decide that there is to be one; see {@code Probing}. */
public final class Looks {

  private Looks() {}

  /** The look that somebody waits for, whether or not its time has come; none in an abort. */
  public static Optional<Look> wanted(Scene scene) {
    if (!scene.inRollout() || scene.progress().abort() != null) {
      return Optional.empty();
    }
    Progress progress = scene.progress();
    Verified verified = progress.verified();
    Probed probed = verified == null ? null : verified.probed();
    return verified == null || probed == null || probed.ended()
        ? Optional.empty()
        : scene
            .spec()
            .probe()
            .map(probe -> new Look(probe, progress.canary(), verified.what(), verified.since()));
  }

  /** Time until the look that is wanted is due, zero when it is. */
  public static Optional<Duration> next(Scene scene) {
    Verified verified = scene.inRollout() ? scene.progress().verified() : null;
    Probed probed = verified == null ? null : verified.probed();
    return probed == null
        ? Optional.empty()
        : wanted(scene)
            .map(_ -> Duration.between(scene.now(), probed.due()))
            .map(left -> left.isNegative() ? Duration.ZERO : left);
  }
}
