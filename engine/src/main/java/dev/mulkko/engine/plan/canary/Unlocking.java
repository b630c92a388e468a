package dev.mulkko.engine.plan.canary;

import dev.mulkko.engine.model.Attempt.By;
import dev.mulkko.engine.model.Attempt.Unlocked;
import dev.mulkko.engine.model.Progress;
import dev.mulkko.engine.plan.Decision;
import dev.mulkko.engine.plan.Lock;
import dev.mulkko.engine.plan.Note;
import dev.mulkko.engine.plan.Observation.Asked;
import dev.mulkko.engine.plan.Reason;
import dev.mulkko.engine.plan.Scene;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Somebody lets a rollout go on although it is locked. It is remembered which locks those were: one
 * that comes later holds it again.
 */
public final class Unlocking {

  /** As many as a status and a record keep. */
  private static final int MOST = 5;

  private Unlocking() {}

  public static Optional<Decision> unlock(Scene scene, Asked asked) {
    List<Lock> active = Locking.active(scene);
    if (active.isEmpty()) {
      return Asks.no(scene, "no lock holds %s".formatted(scene.canary()));
    }
    String why = asked.why();
    if (why == null || why.isBlank()) {
      return Asks.no(
          scene,
          "spec.reason is missing: write why %s goes on although it is locked by %s"
              .formatted(scene.canary(), Locking.words(active)));
    }
    List<String> names = active.stream().map(Lock::name).toList();
    if (names.size() > MOST) {
      return Asks.no(
          scene,
          "%d locks hold %s, and %d can be overridden: end some of %s first"
              .formatted(names.size(), scene.canary(), MOST, String.join(", ", names)));
    }
    Progress progress = scene.progress();
    Unlocked next =
        new Unlocked(
            with(progress.attempt().unlocked(), names), by(scene, asked), why, scene.now());
    Progress free = progress.recording(progress.attempt().unlocking(next));
    return Asks.done(
        scene.memory().with(free),
        asked,
        Note.of(
            Reason.LockOverridden,
            "%s goes on without regard to %s, as asked for %s",
            scene.canary(),
            String.join(", ", names),
            asked.words()));
  }

  /** Those that were overridden before stay so, as far as there is room. */
  private static List<String> with(@Nullable Unlocked before, List<String> names) {
    return Stream.concat(names.stream(), Stream.ofNullable(before).flatMap(u -> u.locks().stream()))
        .distinct()
        .limit(MOST)
        .toList();
  }

  private static @Nullable By by(Scene scene, Asked asked) {
    return asked.by() == null ? null : new By(asked.by(), !scene.seen().holdsAtRest());
  }
}
